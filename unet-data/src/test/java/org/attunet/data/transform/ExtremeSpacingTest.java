package org.attunet.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.attunet.data.DataException;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row N20: voxels read in another unit end in a result or in a refusal that names the spacing, whatever the numbers. */
class ExtremeSpacingTest {
    private static Sample sample(Size size, Spacing spacing) {
        short[] voxels = new short[size.voxels()];
        for (int n = 0; n < voxels.length; n++) {
            voxels[n] = (short) (n % 97 - 40);
        }
        return Sample.of(Volume.of(new Geometry(size, Affine.diagonal(spacing, 0, 0, 0)), voxels));
    }

    private static void refused(String preset, Sample sample, String spacing) {
        Pipeline pipeline = Pipeline.of(PreprocessingSettings.preset(preset));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> pipeline.run(sample))
                .withMessageContaining(spacing)
                .satisfies(e -> assertThat(e.code()).contains("N20"));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> pipeline.stages(sample));
    }

    @ParameterizedTest
    @CsvSource({
        "reference, 62.5, 62.5, 62.5",
        "best, 62.5, 62.5, 62.5",
        "reference, 1000, 1000, 1000",
        "reference, 1e30, 1e30, 1e30",
        "best, 3e38, 1, 1",
        "paper, 1e-6, 1e-6, 1e6",
        "best, 1, 1, 5000"
    })
    void aGridThatNoMemoryHoldsIsRefusedByItsSpacing(String preset, double x, double y, double z) {
        refused(preset, sample(Size.cube(64), new Spacing(x, y, z)), "64×64×64 voxels of ");
    }

    @ParameterizedTest
    @CsvSource({"reference, 5e-6", "best, 1e-38", "paper, 0.0008", "best, 0.01"})
    void aGridBelowOneVoxelIsPadded(String preset, double spacing) {
        Sample processed = Pipeline.of(PreprocessingSettings.preset(preset))
                .run(sample(Size.cube(16), Spacing.isotropic(spacing)))
                .sample();
        assertThat(processed.image().size().z()).isEqualTo(96);
    }

    @Test
    void theLimitIsMemoryAndWhatWasMeasured() {
        Geometry scan = new Geometry(new Size(512, 512, 400), Affine.diagonal(new Spacing(0.8, 0.8, 1), 0, 0, 0));
        assertThat(new GridLimit(scan, 8e9).size(400, 400, 800)).isEqualTo(new Size(400, 400, 800));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> new GridLimit(scan, 1e9).size(400, 400, 800));
        Geometry thumbnail = new Geometry(Size.cube(16), Affine.diagonal(Spacing.isotropic(62), 0, 0, 0));
        assertThat(new GridLimit(thumbnail, 8e9).size(500, 500, 500)).isEqualTo(Size.cube(500));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new GridLimit(thumbnail, 8e9).size(600, 600, 600));
    }

    /** 8 bytes per voxel; 2²⁷ voxels and 64 for each that was measured are no invention; no axis has more than 32767. */
    @Test
    void whatLiesAtALimitIsStillAllowed() {
        Geometry thumbnail = new Geometry(Size.cube(16), Affine.diagonal(Spacing.isotropic(62), 0, 0, 0));
        Geometry measured = new Geometry(new Size(256, 128, 128), Affine.diagonal(Spacing.isotropic(4), 0, 0, 0));
        allowed(thumbnail, 8e3, 10, 10, 10);
        forbidden(thumbnail, 8e3 - 1, 10, 10, 10);
        allowed(thumbnail, 8e9, 512, 512, 512);
        forbidden(thumbnail, 8e9, 512, 512, 513);
        allowed(measured, 8e9, 1024, 512, 512);
        forbidden(measured, 8e9, 1025, 512, 512);
        for (int axis = 0; axis < 3; axis++) {
            double[] voxels = {1, 1, 1};
            voxels[axis] = 32767;
            allowed(thumbnail, 8e9, voxels);
            voxels[axis] = 32768;
            forbidden(thumbnail, 8e9, voxels);
        }
    }

    private static void allowed(Geometry before, double memory, double... voxels) {
        assertThat(new GridLimit(before, memory).size(voxels))
                .isEqualTo(new Size((int) voxels[0], (int) voxels[1], (int) voxels[2]));
    }

    private static void forbidden(Geometry before, double memory, double... voxels) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new GridLimit(before, memory).size(voxels))
                .satisfies(e -> assertThat(e.code()).contains("N20"));
    }
}
