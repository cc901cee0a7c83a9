package org.attunet.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.junit.jupiter.api.Test;

class OrganSlicesTest {
    /** Indices grow to the right, the front and the head. */
    private static final Geometry UP =
            new Geometry(new Size(12, 10, 20), Affine.diagonal(new Spacing(2, 2, 3), 0, 0, 0));
    /** The slices run towards the feet. */
    private static final Geometry DOWN =
            new Geometry(UP.size(), Affine.of(new double[][] {{2, 0, 0, 0}, {0, 2, 0, 0}, {0, 0, -3, 60}, {0, 0, 0, 1}
            }));

    /** So many voxels in slices 4, 5, …, along a row each. */
    private static Mask organ(Geometry grid, int... areas) {
        byte[] labels = new byte[grid.size().voxels()];
        for (int k = 0; k < areas.length; k++) {
            for (int n = 0; n < areas[k]; n++) {
                labels[grid.size().index(n % 12, n / 12, 4 + k)] = 1;
            }
        }
        return new Mask(grid, labels);
    }

    /** A tail of eight voxels over eight slices and a body of 40 a slice: its three are at 1/6, 1/2 and 5/6 of 168 voxels. */
    @Test
    void slicesGoThroughEqualSharesOfTheVolume() {
        Mask organ = organ(DOWN, 1, 1, 1, 1, 1, 1, 1, 1, 40, 40, 40, 40);

        assertThat(new OrganSlices(organ, 1).spread(Plane.AXIAL, 3)).containsExactly(12, 13, 15);
    }

    @Test
    void theFirstSliceIsNearestToTheHead() {
        assertThat(new OrganSlices(organ(UP, 30, 30, 30), 1).spread(Plane.AXIAL, 3))
                .containsExactly(6, 5, 4);
        assertThat(new OrganSlices(organ(DOWN, 30, 30, 30), 1).spread(Plane.AXIAL, 3))
                .containsExactly(4, 5, 6);
    }

    @Test
    void noSliceIsShownTwiceWhereThereAreEnough() {
        assertThat(new OrganSlices(organ(DOWN, 1, 90, 1, 1), 1).spread(Plane.AXIAL, 4))
                .containsExactly(4, 5, 6, 7);
        assertThat(new OrganSlices(organ(DOWN, 9, 9), 1).spread(Plane.AXIAL, 4)).containsExactly(4, 4, 5, 5);
    }

    @Test
    void theLargestSliceIsTheOneWithMostOfTheOrgan() {
        assertThat(new OrganSlices(organ(UP, 3, 17, 50, 2), 1).largest(Plane.AXIAL))
                .isEqualTo(6);
    }

    @Test
    void withoutAnOrganItIsTheMiddle() {
        OrganSlices none = new OrganSlices(organ(UP), 1);

        assertThat(none.spread(Plane.AXIAL, 2)).containsExactly(10, 10);
        assertThat(none.largest(Plane.SAGITTAL)).isEqualTo(6);
    }
}
