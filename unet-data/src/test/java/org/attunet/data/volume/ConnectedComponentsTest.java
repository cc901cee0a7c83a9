package org.attunet.data.volume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectedComponentsTest {
    private static final Geometry GRID =
            new Geometry(new Size(9, 8, 7), Affine.diagonal(Spacing.isotropic(1), 0, 0, 0));

    private static Mask mask(int[]... voxels) {
        byte[] labels = new byte[GRID.size().voxels()];
        for (int[] voxel : voxels) {
            labels[GRID.size().index(voxel[0], voxel[1], voxel[2])] = (byte) voxel[3];
        }
        return new Mask(GRID, labels);
    }

    /** A box of faces around one voxel, walls one voxel thick. */
    private static Mask shell() {
        byte[] labels = new byte[GRID.size().voxels()];
        for (int n = 0; n < 27; n++) {
            labels[GRID.size().index(2 + n % 3, 2 + n / 3 % 3, 2 + n / 9)] = (byte) (n == 13 ? 0 : 1);
        }
        return new Mask(GRID, labels);
    }

    @Test
    void theLargestPartStaysAndOtherLabelsAreLeftAlone() {
        Mask kept = ConnectedComponents.largest(
                        mask(new int[] {0, 0, 0, 1}, new int[] {5, 5, 5, 1}, new int[] {5, 5, 6, 1}, new int[] {
                            8, 0, 0, 2
                        }),
                        1)
                .mask();

        assertThat(kept.count(1)).isEqualTo(2);
        assertThat(kept.get(0, 0, 0)).isZero();
        assertThat(kept.get(8, 0, 0)).isEqualTo(2);
    }

    @Test
    void partsHaveTheirBoxesTheLargestFirst() {
        Mask diagonal = mask(new int[] {7, 7, 5, 1}, new int[] {1, 1, 1, 1}, new int[] {2, 2, 2, 1});

        assertThat(ConnectedComponents.parts(diagonal, 1))
                .containsExactly(
                        new ConnectedComponents.Part(2, new Box(1, 1, 1, 3, 3, 3)),
                        new ConnectedComponents.Part(1, new Box(7, 7, 5, 8, 8, 6)));
        assertThat(ConnectedComponents.parts(diagonal, 2)).isEmpty();
    }

    @Test
    void partsHangTogetherOverCorners() {
        Mask diagonal =
                mask(new int[] {1, 1, 1, 1}, new int[] {2, 2, 2, 1}, new int[] {3, 1, 3, 1}, new int[] {7, 7, 5, 1});

        assertThat(ConnectedComponents.largest(diagonal, 1).mask().count(1)).isEqualTo(3);
        assertThat(ConnectedComponents.sizes(diagonal, 1)).startsWith(3);
    }

    @Test
    void ofTwoEqualPartsTheFirstStays() {
        Mask kept = ConnectedComponents.largest(mask(new int[] {6, 6, 6, 1}, new int[] {1, 1, 1, 1}), 1)
                .mask();

        assertThat(kept.get(1, 1, 1)).isEqualTo(1);
        assertThat(kept.count(1)).isEqualTo(1);
    }

    @Test
    void anEnclosedHoleIsFilled() {
        assertThat(ConnectedComponents.withoutHoles(shell(), 1).count(1)).isEqualTo(27);
    }

    @Test
    void aHoleWithAWayOutOverAFaceStays() {
        byte[] labels = shell().labels().clone();
        labels[GRID.size().index(3, 3, 2)] = 0;

        assertThat(ConnectedComponents.withoutHoles(new Mask(GRID, labels), 1).count(1))
                .isEqualTo(25);
    }

    @Test
    void aHoleThatAnotherOrganFillsStaysItsOwn() {
        byte[] labels = shell().labels().clone();
        labels[GRID.size().index(3, 3, 3)] = 2;

        assertThat(ConnectedComponents.withoutHoles(new Mask(GRID, labels), 1).count(2))
                .isEqualTo(1);
    }

    @Test
    void nothingToTidyIsLeftAsItIs() {
        Mask empty = mask();

        assertThat(ConnectedComponents.largest(empty, 1).mask()).isSameAs(empty);
        assertThat(ConnectedComponents.withoutHoles(empty, 1)).isSameAs(empty);
    }
}
