package org.attunet.data.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.dataset.DatasetSettings.NotFinite;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.GridTolerance;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.attunet.data.volume.VolumeChecks;
import org.attunet.data.volume.VolumeStatistics;

/** Reads a case's files into one sample: label values mapped to classes, both on the image's grid, refused where they cannot be. */
public final class CaseReader {
    private final DatasetSettings settings;

    /** {@code settings} are those of the case's dataset; {@link DatasetSettings#NONE} for a file on its own. */
    public CaseReader(DatasetSettings settings) {
        this.settings = settings;
    }

    /** Image and, where the case has one, label. */
    public Sample read(Case source) {
        Volume read = NiftiReader.read(source.image(), settings.prefer()).volume();
        Volume image = settings.notFinite() == NotFinite.REPLACE ? VolumeChecks.replaceNotFinite(read) : read;
        requireCt(image, source);
        Optional<Mask> label = source.label().map(file -> onGridOf(image.geometry(), label(file), file, source));
        return new Sample(image, label);
    }

    /** The grid of a case's image; no voxel is read. */
    public Geometry geometry(Case source) {
        return NiftiReader.readHeader(source.image(), settings.prefer()).geometry();
    }

    private static void requireCt(Volume image, Case source) {
        List<Finding> errors = VolumeChecks.ct(VolumeStatistics.of(image)).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        if (!errors.isEmpty()) {
            throw DataException.refuse(
                    errors.get(0).kind(),
                    source.image(),
                    errors.get(0).message(),
                    "a CT in HU",
                    "values no scan has",
                    "Repair the file or list " + source.id() + " under 'exclude:' in dataset.yaml.");
        }
    }

    private Mask label(Path file) {
        LabelValues values =
                LabelValues.of(NiftiReader.read(file, settings.prefer()).volume(), settings.labels());
        return values.mask().orElseThrow(() -> LabelCheck.refusal(file, values));
    }

    private static Mask onGridOf(Geometry image, Mask label, Path file, Case source) {
        if (!image.size().equals(label.size())) {
            throw refuse(BadInput.L1, file, "the label's shape is not the image's", image.size(), label.size(), source);
        }
        double distance = image.cornerDistance(label.geometry());
        if (distance > GridTolerance.PLACE_MM) {
            throw refuse(
                    BadInput.L3,
                    file,
                    "the label does not lie where the image lies",
                    "corners within " + GridTolerance.PLACE_MM + " mm",
                    distance + " mm",
                    source);
        }
        return label.withGeometry(image);
    }

    private static DataException refuse(
            BadInput code, Path file, String what, Object expected, Object found, Case source) {
        return DataException.refuse(
                code,
                file,
                what,
                expected.toString(),
                found.toString(),
                "Give the label that was drawn on " + source.image().getFileName() + ".");
    }
}
