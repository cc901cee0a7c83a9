package org.attunet.eval.inference;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attunet.data.BadInput;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.volume.ConnectedComponents;
import org.attunet.data.volume.ConnectedComponents.Kept;
import org.attunet.data.volume.Mask;

/**
 * What is done to a mask after prediction, class by class, and what is to be said of the result.
 *
 * @param minimumVolume ml that a connected part of a class has at least to stay; 0 keeps all
 * @param largestComponent whether only the largest connected part of each class stays
 * @param fillHoles whether what a class encloses becomes its own
 */
public record Postprocessing(double minimumVolume, boolean largestComponent, boolean fillHoles)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Leaves a mask as it is. */
    public static final Postprocessing NONE = new Postprocessing(0, false, false);

    private static final BadInput CODE = BadInput.M3;

    /**
     * A finished mask.
     *
     * @param mask on the grid it came on
     * @param findings classes that have no voxel; voxels that were dropped or filled, with their volume
     */
    public record Result(Mask mask, List<Finding> findings) {
        /** Keeps its own copy. */
        public Result {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Finishes a mask.
     *
     * @param classes names of the classes, background first
     */
    public Result run(Mask mask, List<String> classes) {
        List<Finding> findings = new ArrayList<>();
        Mask processed = mask;
        for (int label = 1; label < classes.size(); label++) {
            String name = classes.get(label);
            if (mask.count(label) == 0) {
                findings.add(empty(name, mask));
                continue;
            }
            if (minimumVolume > 0) {
                double voxels = 1000 * minimumVolume / mask.geometry().voxelVolume();
                Kept kept = ConnectedComponents.atLeast(processed, label, voxels);
                dropped(kept, processed, label, name, "below " + minimumVolume + " ml")
                        .ifPresent(findings::add);
                processed = kept.mask();
            }
            if (largestComponent) {
                Kept kept = ConnectedComponents.largest(processed, label);
                dropped(kept, processed, label, name, "beside the largest").ifPresent(findings::add);
                processed = kept.mask();
            }
            if (fillHoles) {
                processed = filled(processed, label, name, findings);
            }
        }
        return new Result(processed, findings);
    }

    private static Finding empty(String name, Mask mask) {
        boolean all = mask.count(0) == mask.labels().length;
        return Finding.of(
                CODE,
                Severity.WARNING,
                "no voxel was found to be " + name + ", 0 ml" + (all ? ": the mask is empty" : "")
                        + ". Look at the scan: its intensities, spacing or part of the body may not be those that the"
                        + " model was trained on");
    }

    private static Optional<Finding> dropped(Kept kept, Mask before, int label, String name, String which) {
        return kept.pieces() == 0
                ? Optional.empty()
                : Optional.of(Finding.of(
                        CODE,
                        Severity.WARNING,
                        "of " + name + ", " + kept.pieces() + (kept.pieces() == 1 ? " piece " : " pieces ") + which
                                + ", " + millilitres(kept.voxels(), before) + " of "
                                + millilitres(before.count(label), before) + ", became background"));
    }

    private static Mask filled(Mask mask, int label, String name, List<Finding> findings) {
        Mask filled = ConnectedComponents.withoutHoles(mask, label);
        int more = filled.count(label) - mask.count(label);
        if (more > 0) {
            findings.add(Finding.of(
                    CODE, Severity.FIXED, "holes of " + millilitres(more, mask) + " inside " + name + " were filled"));
        }
        return filled;
    }

    private static String millilitres(long voxels, Mask mask) {
        return String.format(Locale.ROOT, "%.2f ml", voxels * mask.geometry().voxelVolume() / 1000);
    }
}
