package org.attunet.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.data.transform.Intensity.Method;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What preprocessing refuses, and what it just takes. */
class TransformChecksTest {
    private static Geometry grid(int length) {
        return new Geometry(new Size(length, 1, 1), Affine.diagonal(Spacing.isotropic(1), 0, 0, 0));
    }

    private static Intensity percentiles(double low, double high) {
        return Intensity.percentile(low, high);
    }

    @Test
    void percentilesGoFromZeroToAHundred() {
        assertThat(percentiles(0, 100).percentiles()).contains(new Range(0, 100));
        assertThatThrownBy(() -> percentiles(-0.1, 100)).hasMessageContaining("within 0…100");
        assertThatThrownBy(() -> percentiles(0, 100.1)).hasMessageContaining("within 0…100");
        assertThatThrownBy(() -> new Intensity(Method.PERCENTILE, Optional.empty(), Optional.empty(), 0, 1))
                .hasMessageContaining("two percentiles");
    }

    @Test
    void aFixedIntensityHasAWindowAndAPositiveDivisor() {
        assertThatThrownBy(() -> Intensity.window(-1, 1, 0, 0)).hasMessageContaining("positive divisor");
        assertThatThrownBy(() -> new Intensity(Method.FIXED, Optional.empty(), Optional.empty(), 0, 1))
                .hasMessageContaining("HU window");
    }

    @Test
    void rangesAndRescalesAreNotEmpty() {
        assertThatThrownBy(() -> new Range(3, 3)).hasMessageContaining("not from 3.0 to 3.0");
        assertThatThrownBy(() -> new Rescale(3, 3, 0, 1)).hasMessageContaining("3.0…3.0");
        assertThatThrownBy(() -> new Rescale(0, 1, 0, 0)).hasMessageContaining("divided by 0.0");
        assertThat(Rescale.IDENTITY.isIdentity()).isTrue();
        assertThat(new Rescale(0, 1, 0, 1).isIdentity()).isFalse();
    }

    /** Clipped to 0…10: above 0 lies what is above the centre, everything where the centre is below, nothing where it is not. */
    @ParameterizedTest
    @CsvSource({"4, 4", "0, 0", "-0.5, -Infinity", "10, Infinity", "11, Infinity"})
    void aRescaleIsZeroAtItsCentreAsFarAsTheClipLeavesIt(double centre, double zero) {
        assertThat(new Rescale(0, 10, centre, 2).zero()).isEqualTo(zero);
    }

    @Test
    void aLabelOfAnotherSizeIsRefused() {
        Volume image = Volume.of(grid(3), new short[3]);
        assertThatThrownBy(() -> Sample.of(image, new Mask(grid(4), new byte[4])))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("4×1×1 voxels where the image has 3×1×1");
    }

    @Test
    void presetsMayBeChangedOneByOne() {
        PreprocessingSettings demo = PreprocessingSettings.demo();
        assertThat(demo.withSpacing(Spacing.isotropic(3)).spacing()).contains(Spacing.isotropic(3));
        assertThat(demo.withMinimum(Size.cube(7)).minimum()).contains(Size.cube(7));
        assertThat(demo.withInterpolation(Interpolation.CUBIC).interpolation()).isEqualTo(Interpolation.CUBIC);
        assertThat(new PreprocessingSettings("", demo.intensity(), demo.crop(), demo.spacing(), demo.minimum(), null)
                        .interpolation())
                .as("a file of before there was a choice")
                .isEqualTo(Interpolation.LINEAR);
    }

    @Test
    void whatHasNoForegroundIsNotCropped() {
        for (Volume volume :
                List.of(Volume.of(grid(3), new short[] {-1, 0, -2}), Volume.of(grid(3), new float[] {-1, 0, -2}))) {
            assertThatThrownBy(() -> ForegroundBox.of(volume, 0))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("nothing to crop to");
        }
    }

    @Test
    void onlyVolumesOfTheNetworksGridGoBack() {
        PreprocessedCase processed =
                Pipeline.of(PreprocessingSettings.demo()).run(Sample.of(Volume.of(grid(3), new short[] {1, 2, 3})));
        Volume other = Volume.of(grid(4), new float[4]);
        assertThatThrownBy(() -> processed.undo(other)).hasMessageContaining("4×1×1 is not on");
        assertThatThrownBy(() -> processed.undo(new Mask(grid(4), new byte[4])))
                .hasMessageContaining("4×1×1 is not on");
        assertThatThrownBy(() -> processed.undoLargest(List.of(other))).hasMessageContaining("4×1×1 is not on");
    }

    @Test
    void splinesNeedTheSourcesAxes() {
        Geometry flat = new Geometry(new Size(4, 4, 1), Affine.diagonal(Spacing.isotropic(1), 0, 0, 0));
        GridMap turned =
                GridMap.of(flat, flat, axis -> AxisMap.of(axis == 2 ? 2 : 1 - axis, axis == 2 ? 1 : 4, i -> i));
        Volume image = Volume.of(flat, new float[16]);
        assertThatThrownBy(() -> CubicResampling.run(image, turned)).hasMessageContaining("in the source's order");
    }
}
