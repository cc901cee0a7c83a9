package org.attunet.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.dataset.DatasetSettings.NotFinite;
import org.attunet.data.nifti.AffineSource;
import org.attunet.data.nifti.NiftiImage;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.ConnectedComponents;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.attunet.data.volume.VolumeChecks;
import org.attunet.data.volume.VolumeStatistics;

/** Everything that can be said of one case by itself: its files, its values, its label against its image. */
final class CaseCheck {
    private static final int PIECES_NAMED = 5;

    /** What L4 says of a label before it says what to do. */
    static final String FLIPPED = ": its content seems to be flipped under the same header";

    private final Case source;
    private final DatasetSettings dataset;
    private final CheckSettings settings;
    private final CheckPictures pictures;
    private final List<Finding> findings = new ArrayList<>();

    private CaseCheck(Case source, DatasetSettings dataset, CheckSettings settings, CheckPictures pictures) {
        this.source = source;
        this.dataset = dataset;
        this.settings = settings;
        this.pictures = pictures;
    }

    static CaseResult run(Case source, DatasetSettings dataset, CheckSettings settings, CheckPictures pictures) {
        return new CaseCheck(source, dataset, settings, pictures).result(image -> Optional.of(ContentHash.of(image)));
    }

    /** The same of a case that is compared with no other: a fingerprint takes as long as all the rest of a small one. */
    static CaseResult alone(Case source, DatasetSettings dataset, CheckSettings settings, CheckPictures pictures) {
        return new CaseCheck(source, dataset, settings, pictures).result(image -> Optional.empty());
    }

    private CaseResult result(Function<Volume, Optional<String>> fingerprint) {
        Optional<NiftiImage> image = read(source.image(), "image");
        Optional<NiftiImage> label = source.label().flatMap(file -> read(file, "label"));
        Optional<LabelValues> values = label.map(file -> LabelValues.of(file.volume(), dataset.labels()));
        values.ifPresent(found -> found.findings().forEach(this::add));
        boolean usable = image.isPresent() && checkImage(image.get().volume());
        if (image.isPresent() && label.isPresent()) {
            List<Finding> grid = GridCheck.of(image.get().header(), label.get().header());
            grid.forEach(this::add);
            usable &= grid.isEmpty();
        }
        Optional<Mask> mask = values.flatMap(LabelValues::mask);
        if (mask.isPresent()) {
            List<Integer> labels = values.get().counts().classes().keySet().stream()
                    .filter(organ -> organ != 0)
                    .toList();
            checkMask(mask.get(), labels, usable ? image.map(NiftiImage::volume) : Optional.empty());
        }
        return new CaseResult(
                source,
                findings,
                image.map(NiftiImage::volume).flatMap(fingerprint),
                values.filter(LabelValues::areLabels).map(LabelValues::counts));
    }

    private void add(Finding finding) {
        findings.add(finding.in(source.id()));
    }

    private void add(BadInput code, Severity severity, String message) {
        add(Finding.of(code, severity, message));
    }

    private Optional<NiftiImage> read(Path file, String what) {
        Optional<AffineSource> prefer = settings.prefer().or(dataset::prefer);
        try {
            NiftiImage image = NiftiReader.read(file, prefer);
            image.notes().forEach(note -> add(note.kind(), note.severity(), what + " " + note.message()));
            return Optional.of(image);
        } catch (DataException e) {
            add(e.toFinding(source.id()));
            return Optional.empty();
        }
    }

    /** Whether the values can be compared with a label. */
    private boolean checkImage(Volume image) {
        VolumeStatistics values = VolumeStatistics.of(image);
        List<Finding> odd = VolumeChecks.ct(values);
        VolumeChecks.filling(values).ifPresent(odd::add);
        VolumeChecks.fieldOfView(image.geometry()).ifPresent(odd::add);
        odd.stream()
                .map(this::settled)
                .forEach(finding -> add(finding.kind(), finding.severity(), "image: " + finding.message()));
        return odd.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    /** What dataset.yaml has an answer to. */
    private Finding settled(Finding finding) {
        return finding.kind() == BadInput.N17 && dataset.notFinite() == NotFinite.REPLACE
                ? Finding.of(BadInput.N17, Severity.FIXED, finding.message())
                : finding;
    }

    private void checkMask(Mask mask, List<Integer> labels, Optional<Volume> image) {
        Optional<Box> bounds = Optional.empty();
        List<Finding> odd = new ArrayList<>();
        for (int label : labels) {
            Box box = Box.around(mask, label).orElseThrow();
            bounds = Optional.of(bounds.map(box::union).orElse(box));
            findPieces(mask, label).ifPresent(odd::add);
        }
        Optional<FlipCheck.Outcome> outcome = bounds.isPresent() && image.isPresent()
                ? FlipCheck.run(image.get(), mask, bounds.get())
                : Optional.empty();
        outcome.flatMap(this::flipped).ifPresent(finding -> odd.add(0, finding));
        odd.forEach(this::add);
        if (!odd.isEmpty() && image.isPresent()) {
            Optional<Flip> rival = outcome.filter(found -> found.verdict() != FlipCheck.Verdict.FITS)
                    .map(FlipCheck.Outcome::rival);
            pictures.draw(source.id(), image.get(), mask, rival);
        }
    }

    private static Optional<Finding> findPieces(Mask mask, int label) {
        List<Integer> sizes = ConnectedComponents.sizes(mask, label);
        if (sizes.size() < 2) {
            return Optional.empty();
        }
        List<String> named =
                sizes.stream().limit(PIECES_NAMED).map(String::valueOf).toList();
        String more = sizes.size() > PIECES_NAMED ? ", …" : "";
        return Optional.of(Finding.of(
                BadInput.L9,
                Severity.WARNING,
                "label " + label + " is in " + sizes.size() + " pieces of " + String.join(", ", named) + more
                        + " voxels"));
    }

    private Optional<Finding> flipped(FlipCheck.Outcome outcome) {
        String numbers = String.format(
                Locale.ROOT,
                "the label tells %.3f nats of the HU around it as it is and %.3f mirrored %s",
                outcome.asItIs(),
                outcome.mirrored(),
                outcome.rival().describe());
        return switch (outcome.verdict()) {
            case FITS -> Optional.empty();
            case UNCERTAIN ->
                Optional.of(Finding.of(
                        BadInput.L4, Severity.WARNING, numbers + ": too little to say whether its content is flipped"));
            case MIRRORED -> Optional.of(mirrored(numbers));
        };
    }

    private Finding mirrored(String numbers) {
        if (dataset.verified().hold(source.id())) {
            return Finding.of(
                    BadInput.L4, Severity.WARNING, numbers + "; taken as it is, as dataset.yaml says it is verified");
        }
        return Finding.of(
                BadInput.L4,
                Severity.ERROR,
                numbers + FLIPPED + ". Look at it (check --pictures DIR);"
                        + " repair the file, list the case under 'exclude:' in dataset.yaml,"
                        + " or under 'verified:' if the label is right");
    }
}
