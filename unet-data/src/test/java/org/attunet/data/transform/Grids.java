package org.attunet.data.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Orientation;
import org.attunet.data.volume.Orientation.Axis;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/** Grids and volumes for property tests. */
final class Grids {
    private Grids() {}

    /** Every way in which array axes can lie in the body. */
    static List<Orientation> orientations() {
        int[][] permutations = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        List<Orientation> all = new ArrayList<>();
        for (int[] p : permutations) {
            for (int flips = 0; flips < 8; flips++) {
                all.add(new Orientation(
                        new Axis(p[0], (flips & 1) != 0),
                        new Axis(p[1], (flips & 2) != 0),
                        new Axis(p[2], (flips & 4) != 0)));
            }
        }
        return all;
    }

    /** An anisotropic grid of 10…23 voxels per axis, turned by up to 0.3 rad about z and x. */
    static Geometry oblique(Orientation orientation, SplittableRandom random) {
        double[][] plain = new double[3][4];
        int[] size = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            Axis a = orientation.axis(axis);
            plain[a.world()][axis] = (a.flipped() ? -1 : 1) * random.nextDouble(0.6, 5);
            plain[axis][3] = random.nextDouble(-200, 200);
            size[axis] = random.nextInt(10, 24);
        }
        double a = random.nextDouble(-0.3, 0.3);
        double b = random.nextDouble(-0.3, 0.3);
        Affine turn = Affine.of(new double[][] {
            {Math.cos(a), -Math.sin(a), 0, 0},
            {Math.sin(a) * Math.cos(b), Math.cos(a) * Math.cos(b), -Math.sin(b), 0},
            {Math.sin(a) * Math.sin(b), Math.cos(a) * Math.sin(b), Math.cos(b), 0}
        });
        return new Geometry(Size.of(size), turn.after(Affine.of(plain)));
    }

    /** A linear function of world coordinates: trilinear interpolation keeps it exactly. */
    static Volume ramp(Geometry grid) {
        return fill(grid, (i, j, k) -> rampAt(grid.affine().apply(i, j, k)));
    }

    static double rampAt(double[] world) {
        return 3 * world[0] - 2 * world[1] + world[2] + 7;
    }

    /** A dark margin two voxels wide around bright noise. */
    static Volume body(Geometry grid, SplittableRandom random) {
        Size size = grid.size();
        return fill(grid, (i, j, k) -> {
            boolean margin = i < 2 || j < 2 || k < 2 || i >= size.x() - 2 || j >= size.y() - 2 || k >= size.z() - 2;
            return margin ? -1000 : random.nextInt(-100, 200);
        });
    }

    static Mask blob(Geometry grid) {
        Size size = grid.size();
        byte[] labels = new byte[size.voxels()];
        for (int k = 3; k < size.z() - 3; k++) {
            for (int j = 3; j < size.y() - 3; j++) {
                for (int i = 3; i < size.x() - 3; i++) {
                    labels[size.index(i, j, k)] = (byte) (i < size.x() / 2 ? 1 : 2);
                }
            }
        }
        return new Mask(grid, labels);
    }

    interface Voxel {
        double at(int i, int j, int k);
    }

    static Volume fill(Geometry grid, Voxel voxel) {
        Size size = grid.size();
        float[] values = new float[size.voxels()];
        for (int k = 0; k < size.z(); k++) {
            for (int j = 0; j < size.y(); j++) {
                for (int i = 0; i < size.x(); i++) {
                    values[size.index(i, j, k)] = (float) voxel.at(i, j, k);
                }
            }
        }
        return Volume.of(grid, values);
    }
}
