package org.attunet.data.transform;

import static org.assertj.core.api.Assertions.assertThat;

import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpacingFitTest {
    /** 409.6 × 409.6 × 400 mm, as an abdomen is scanned. */
    private static final Geometry SCAN =
            new Geometry(new Size(512, 512, 400), Affine.diagonal(new Spacing(0.8, 0.8, 1), 0, 0, 0));

    @ParameterizedTest
    @ValueSource(doubles = {0.7, 1, 2, 8, 50})
    void whatScansAreResampledToFits(double millimetres) {
        assertThat(new SpacingFit(Spacing.isotropic(millimetres)).problem(SCAN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.01, 0.1})
    void aGridThatNoMemoryHoldsIsTold(double millimetres) {
        assertThat(new SpacingFit(Spacing.isotropic(millimetres)).problem(SCAN).orElseThrow())
                .startsWith("512×512×400 voxels of 0.8000 × 0.8000 × 1.000 mm, which become ")
                .endsWith("more than can be worked on");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1000, 1e9})
    void aScanInOneVoxelIsTold(double millimetres) {
        assertThat(new SpacingFit(Spacing.isotropic(millimetres)).problem(SCAN).orElseThrow())
                .contains("which become 1.000 × 1.000 × 1.000 voxels")
                .endsWith("a whole axis in one voxel");
    }

    /** Axes of the file are bottom–top, left–right, back–front: the 1000 mm are of its second one. */
    @Test
    void axesAreTheBodys() {
        Affine turned = Affine.of(new double[][] {{0, 2, 0, 0}, {0, 0, 3, 0}, {4, 0, 0, 0}});
        Geometry scan = new Geometry(new Size(10, 20, 30), turned);
        assertThat(new SpacingFit(new Spacing(1000, 3, 4)).problem(scan).orElseThrow())
                .contains("10×20×30 voxels", "which become 10.00 × 1.000 × 30.00");
        assertThat(new SpacingFit(new Spacing(4, 3, 4)).problem(scan)).isEmpty();
    }

    /** A crop may leave half of each axis: what could fit then is left to the voxels. */
    @Test
    void whatACropMightMakeFitIsNotRefused() {
        Geometry thumbnail = new Geometry(Size.cube(16), Affine.diagonal(Spacing.isotropic(20), 0, 0, 0));
        assertThat(new SpacingFit(Spacing.isotropic(0.5)).problem(thumbnail)).isEmpty();
        assertThat(new SpacingFit(Spacing.isotropic(0.2)).problem(thumbnail)).isPresent();
    }

    /** Ten steps of 1 mm are one of 10 mm and none of 21 mm. */
    @Test
    void anAxisIsOneVoxelOnlyWhereItWasOneBefore() {
        Affine one = Affine.diagonal(Spacing.isotropic(1), 0, 0, 0);
        Geometry slice = new Geometry(new Size(64, 64, 1), one);
        Geometry cube = new Geometry(Size.cube(11), one);
        assertThat(new SpacingFit(Spacing.isotropic(2)).problem(slice)).isEmpty();
        assertThat(new SpacingFit(Spacing.isotropic(10)).problem(cube)).isEmpty();
        assertThat(new SpacingFit(Spacing.isotropic(21)).problem(cube)).isPresent();
    }
}
