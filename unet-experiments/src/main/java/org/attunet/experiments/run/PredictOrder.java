package org.attunet.experiments.run;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.attunet.data.dicom.DicomOptions;
import org.attunet.data.nifti.AffineSource;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.attunet.eval.inference.Postprocessing;
import org.attunet.eval.inference.Unseen;
import org.attunet.experiments.place.Place;
import org.attunet.experiments.run.PredictionJob.Extra;

/**
 * What scans that are predicted alike have in common, as it travels.
 *
 * @param models that predict
 * @param postprocessing what is done to every mask
 * @param extras what is written beside a mask
 * @param scans where they lie, and how they are read
 */
public record PredictOrder(Models models, Postprocessing postprocessing, Set<Extra> extras, Scans scans)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Keeps its own copy, in an order that is the same in every process. */
    public PredictOrder {
        extras = new TreeSet<>(extras);
    }

    /**
     * Models by their files.
     *
     * @param files of one, or of several that vote
     * @param assignments how they are shown images, changed: {@code inference.NAME=value} each
     * @param flips axes that patches are mirrored along too
     * @param accepted what of their training the scans may go beyond
     */
    public record Models(List<String> files, List<String> assignments, SortedSet<Integer> flips, Set<Unseen> accepted)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        /** Keeps its own copies, in an order that is the same in every process. */
        public Models {
            files = List.copyOf(files);
            assignments = List.copyOf(assignments);
            flips = new TreeSet<>(flips);
            accepted = new TreeSet<>(accepted);
        }

        private Stream<Model> read() {
            return files.stream()
                    .flatMap(file -> ModelFile.readAll(Path.of(file)).stream())
                    .map(model -> CoarseModels.shown(model, assignments));
        }
    }

    /**
     * Scans by the place where they lie.
     *
     * @param in a file or folder, or its URI
     * @param dicom what to do about DICOM series
     * @param prefer which form of a NIfTI header counts; null for the usual one
     * @param isNanReplaced whether voxels that are no number get the lowest value
     */
    public record Scans(String in, Series dicom, AffineSource prefer, boolean isNanReplaced) implements Serializable {
        private static final long serialVersionUID = 1L;

        /** Not yet read. */
        List<Scan> found() {
            Place place = place();
            return place.isRemote()
                    ? new RemoteScans(dicom.options(), Optional.ofNullable(prefer)).in(place)
                    : Scan.in(place.path(), dicom.options(), Optional.ofNullable(prefer));
        }

        Place place() {
            return new Place(in);
        }
    }

    /**
     * {@link DicomOptions} as they travel.
     *
     * @param series the one that is meant; null for all
     * @param gaps what to do about missing slices
     * @param tilt what to do about a tilted gantry
     * @param patient what becomes of the patient's name
     */
    public record Series(
            String series, DicomOptions.Gaps gaps, DicomOptions.Tilt tilt, DicomOptions.PatientData patient)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        /** As a command line has them. */
        public static Series of(DicomOptions options) {
            return new Series(options.series().orElse(null), options.gaps(), options.tilt(), options.patient());
        }

        DicomOptions options() {
            return new DicomOptions(Optional.ofNullable(series), gaps, tilt, patient);
        }
    }

    /** The models, read from their files. */
    PredictionModels read() {
        return new PredictionModels(models.read().toList(), models.flips, extras, models.accepted);
    }
}
