package org.attunet.eval.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.junit.jupiter.api.Test;

class RegionTest {
    /** Voxels of 4 mm, the first one's centre at 0. */
    private static final Geometry COARSE = new Geometry(new Size(10, 10, 10), Affine.of(new double[][] {
        {4, 0, 0, 0}, {0, 4, 0, 0}, {0, 0, 4, 0}, {0, 0, 0, 1}
    }));

    /** Voxels of 2, 1 and 4 mm; the second axis runs the other way. */
    private static final Geometry FINE = new Geometry(new Size(20, 40, 10), Affine.of(new double[][] {
        {2, 0, 0, 0}, {0, -1, 0, 38}, {0, 0, 4, 0}, {0, 0, 0, 1}
    }));

    /** Voxels 2 and 3 reach from 6 to 14 mm: fine voxels of 2 mm with centres from 6 to 14 reach into that, and so on. */
    @Test
    void everyVoxelThatThePartReachesIntoBelongsToIt() {
        Region part = new Region(COARSE, new Box(2, 2, 2, 4, 4, 4));

        assertThat(part.on(COARSE, 0)).contains(new Box(2, 2, 2, 4, 4, 4));
        assertThat(part.on(FINE, 0)).contains(new Box(3, 24, 2, 8, 33, 4));
    }

    /** 3 mm are less than a voxel of 4 mm, and one is looked at whole. */
    @Test
    void theMarginIsInMillimetresAndEndsAtTheGrid() {
        Region part = new Region(COARSE, new Box(2, 2, 2, 4, 4, 4));

        assertThat(part.on(COARSE, 3)).contains(new Box(1, 1, 1, 5, 5, 5));
        assertThat(part.on(COARSE, 100)).contains(Region.all(COARSE.size()));
    }

    @Test
    void whatAGridHasNothingOfIsEmpty() {
        Region part = new Region(COARSE, new Box(8, 8, 8, 10, 10, 10));
        Geometry elsewhere = new Geometry(new Size(4, 4, 4), FINE.affine());

        assertThat(part.on(elsewhere, 0)).isEmpty();
    }

    @Test
    void aBoxGrowsToBothSidesAndIsPushedBackIntoTheGrid() {
        Size grid = new Size(20, 20, 6);

        assertThat(Region.grown(new Box(8, 1, 2, 10, 3, 4), Size.cube(8), grid)).isEqualTo(new Box(5, 0, 0, 13, 8, 6));
        assertThat(Region.grown(new Box(18, 5, 0, 20, 18, 6), Size.cube(8), grid))
                .isEqualTo(new Box(12, 5, 0, 20, 18, 6));
    }
}
