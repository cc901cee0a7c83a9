package org.attunet.eval.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.attunet.data.Finding;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.dataset.GivenMask;
import org.attunet.data.dataset.LabelMap;
import org.attunet.data.dataset.MaskFolders.Pair;
import org.attunet.data.nifti.AffineSource;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.attunet.data.volume.VolumeChecks;

/**
 * A mask from a file and what it is held against.
 *
 * @param id the case
 * @param prediction the mask's file
 * @param truth what is right
 */
public record GivenCase(String id, Path prediction, Truth truth) {
    private static final short AIR = -1024;

    /** The label, and the CT where it is there; read again each time: a set is more than memory may hold. */
    sealed interface Truth permits LabelFile, LabelledCase {
        Known read();

        /** Whether the image is a CT and not only black. */
        boolean hasImage();
    }

    /**
     * What is right about a case.
     *
     * @param sample the label, on its CT or on black
     * @param findings what is odd about the label's file, where no check of a dataset has said so before
     */
    record Known(Sample sample, List<Finding> findings) {
        Known {
            findings = List.copyOf(findings);
        }
    }

    /** A label without its CT: pictures are on black. */
    record LabelFile(Path file, Optional<AffineSource> prefer) implements Truth {
        @Override
        public Known read() {
            GivenMask given = GivenMask.read(file, LabelMap.NONE, prefer);
            Mask label = given.mask();
            short[] air = new short[label.labels().length];
            Arrays.fill(air, AIR);
            List<Finding> findings = new ArrayList<>(given.findings());
            given.emptyLabel().ifPresent(findings::add);
            VolumeChecks.fieldOfView(label.geometry()).ifPresent(findings::add);
            return new Known(new Sample(Volume.of(label.geometry(), air), Optional.of(label)), findings);
        }

        @Override
        public boolean hasImage() {
            return false;
        }
    }

    /** A case of a dataset, read as the dataset says. */
    record LabelledCase(Case source, CaseReader reader) implements Truth {
        @Override
        public Known read() {
            return new Known(reader.read(source), List.of());
        }

        @Override
        public boolean hasImage() {
            return true;
        }
    }

    /** A pair of two folders of masks; {@code prefer} decides where the two forms of a label's header disagree. */
    public static GivenCase of(Pair pair, Optional<AffineSource> prefer) {
        return new GivenCase(pair.id(), pair.prediction(), new LabelFile(pair.label(), prefer));
    }

    /** A case with a label, and its prediction. */
    public static GivenCase of(Case source, Path prediction, CaseReader reader) {
        return new GivenCase(source.id(), prediction, new LabelledCase(source, reader));
    }
}
