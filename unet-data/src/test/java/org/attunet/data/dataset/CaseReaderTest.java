package org.attunet.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseReaderTest {
    private static final Size SIZE = new Size(4, 5, 6);

    @TempDir
    private Path folder;

    private static Geometry grid(Size size, double originX) {
        return new Geometry(size, Affine.diagonal(new Spacing(1, 2, 3), originX, 0, 0));
    }

    private Case write(short[] voxels, Mask label) {
        Path image = folder.resolve("image.nii.gz");
        Path labels = folder.resolve("label.nii.gz");
        NiftiWriter.write(Volume.of(grid(SIZE, 0), voxels), image);
        NiftiWriter.write(label, labels);
        return new Case("image", image, Optional.of(labels));
    }

    private static short[] ct() {
        short[] voxels = new short[SIZE.voxels()];
        for (int n = 0; n < voxels.length; n++) {
            voxels[n] = (short) (20 * n - 1000);
        }
        return voxels;
    }

    private static Mask label(Size size, double originX, int value) {
        byte[] labels = new byte[size.voxels()];
        labels[7] = (byte) value;
        return new Mask(grid(size, originX), labels);
    }

    private static CaseReader reader() {
        return new CaseReader(DatasetSettings.NONE);
    }

    @Test
    void imageAndLabelComeOnOneGrid() {
        Sample sample = reader().read(write(ct(), label(SIZE, 0.001, 1)));
        assertThat(sample.image().shorts()).isEqualTo(ct());
        assertThat(sample.label().orElseThrow().get(7)).isEqualTo(1);
        assertThat(sample.label().orElseThrow().geometry())
                .isEqualTo(sample.image().geometry());
    }

    @Test
    void labelValuesBecomeTheClassesTheDatasetSays() {
        DatasetSettings settings = DatasetSettings.NONE.with(LabelMap.of(Map.of(255, 1)));
        Sample sample = new CaseReader(settings).read(write(ct(), label(SIZE, 0, 255)));
        assertThat(sample.label().orElseThrow().count(1)).isEqualTo(1);
        assertThat(sample.label().orElseThrow().count(255)).isZero();
    }

    @Test
    void aLabelOfAnotherShapeIsRefused() {
        Case source = write(ct(), label(new Size(5, 5, 6), 0, 1));
        assertThatThrownBy(() -> reader().read(source))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("L1", "4×5×6", "5×5×6");
    }

    @Test
    void aLabelElsewhereIsRefusedWithTheDistance() {
        Case source = write(ct(), label(SIZE, 1.5, 1));
        assertThatThrownBy(() -> reader().read(source))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("L3", "1.5");
    }

    @Test
    void aConstantImageIsRefused() {
        Case source = write(new short[SIZE.voxels()], label(SIZE, 0, 1));
        assertThatThrownBy(() -> reader().read(source))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("N18");
    }
}
