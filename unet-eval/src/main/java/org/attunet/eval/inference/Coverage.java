package org.attunet.eval.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Spacing;

/**
 * Whether a model's training covers what it is to be used on: the one rule for prediction, evaluation and validation. What it does
 * not cover is refused, or warned of where it is accepted; so is what nobody knows.
 *
 * @param model names it in messages
 * @param resampled whether its preprocessing brings every scan to one spacing
 * @param trainedOn what it saw
 * @param accepted what its user takes the risk of
 */
public record Coverage(String model, boolean resampled, TrainedOn trainedOn, Set<Unseen> accepted) {
    private static final BadInput SPACING = BadInput.M1;
    private static final BadInput FLIPS = BadInput.M2;

    /** Keeps its own copy. */
    public Coverage {
        accepted = Set.copyOf(accepted);
    }

    /** Of a model. */
    public static Coverage of(Model model, Set<Unseen> accepted) {
        return new Coverage(model.name(), model.preprocessing().spacing().isPresent(), model.trainedOn(), accepted);
    }

    /**
     * Before any scan is looked at: what is odd about using this model at all.
     *
     * @param flips array axes along which it is to see every patch mirrored
     * @throws DataException if it never saw them, or its preprocessing is not known, and that is not accepted
     */
    public List<Finding> begin(Set<Integer> flips) {
        List<Finding> findings = new ArrayList<>();
        if (!trainedOn.preprocessingKnown()) {
            findings.add(unknownPreprocessing());
        }
        unseen(flips).ifPresent(findings::add);
        if (!resampled && trainedOn.spacing().isEmpty()) {
            findings.add(Finding.of(
                    SPACING,
                    Severity.WARNING,
                    "the model " + model + " does not say at which voxel spacing it was trained, and its preprocessing"
                            + " keeps a scan's own: compare them, a network knows organs by their size in voxels"));
        }
        return findings;
    }

    private Finding unknownPreprocessing() {
        if (!accepted.contains(Unseen.PREPROCESSING)) {
            throw DataException.refuse(
                    BadInput.M5,
                    "the model " + model,
                    "nobody said what its inputs went through in training, and another preprocessing makes masks empty or wrong",
                    "weights imported with weights import --experiment NAME|FILE",
                    "weights imported without it",
                    "Import them again and name the experiment that they were trained as (baseline is the reference"
                            + " project's); --accept preprocessing goes on with that one's.");
        }
        return Finding.of(
                BadInput.M5,
                Severity.WARNING,
                "the model " + model + " was imported without saying what its inputs go through; it is used with a"
                        + " preprocessing that may not be its own, as --accept asks");
    }

    private Optional<Finding> unseen(Set<Integer> flips) {
        if (flips.isEmpty()) {
            return Optional.empty();
        }
        if (trainedOn.flips().isEmpty()) {
            return Optional.of(Finding.of(
                    FLIPS,
                    Severity.WARNING,
                    "the model " + model + " does not say whether it was trained on mirrored bodies; if it was not,"
                            + " looking at them mirrored makes masks smaller or empty"));
        }
        Set<Integer> unseen = new TreeSet<>(flips);
        unseen.removeAll(trainedOn.flips().get());
        if (unseen.isEmpty()) {
            return Optional.empty();
        }
        String axes = TrainedOn.names(unseen);
        if (!accepted.contains(Unseen.FLIPS)) {
            throw DataException.refuse(
                    FLIPS,
                    "the model " + model,
                    "it never saw bodies mirrored along " + axes + ", which makes masks smaller or empty",
                    "flips along axes that it was trained with: "
                            + TrainedOn.names(trainedOn.flips().get()),
                    "flips along " + TrainedOn.names(flips),
                    "Leave these axes out, or train with data.augmentation.flip; --accept flips goes on all the same.");
        }
        return Optional.of(Finding.of(
                FLIPS,
                Severity.WARNING,
                "the model " + model + " is shown bodies mirrored along " + axes
                        + ", which it never saw, as --accept asks"));
    }

    /**
     * Before a scan is segmented.
     *
     * @param where names the scan
     * @throws DataException if its voxels are of another size than those of the training cases, nothing resamples it, and that is
     *     not accepted
     */
    public List<Finding> scan(Object where, Geometry grid) {
        Optional<String> difference = difference(grid);
        if (difference.isEmpty()) {
            return List.of();
        }
        if (!accepted.contains(Unseen.SPACING)) {
            throw DataException.refuse(
                    SPACING,
                    where,
                    difference.get() + ", and nothing resamples it",
                    "voxels of about " + trainedOn.spacing().orElseThrow().text(),
                    SpacingRange.text(SpacingRange.alongBody(grid)),
                    "Resample the scan, or train with data.spacing (scale=full does); --accept spacing goes on all the same.");
        }
        return List.of(Finding.of(SPACING, Severity.WARNING, difference.get() + "; the mask may be empty or wrong"));
    }

    /** How a scan's voxels differ in size from those of the training cases; nothing where they hardly do, or it is resampled. */
    public Optional<String> difference(Geometry grid) {
        Spacing found = SpacingRange.alongBody(grid);
        return trainedOn
                .spacing()
                .filter(seen -> !resampled && !seen.isNear(found))
                .map(seen -> "its voxels of " + SpacingRange.text(found)
                        + " differ by more than a factor of 2 from those that the model " + model
                        + " was trained on, " + seen.text());
    }
}
