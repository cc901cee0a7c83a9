package org.attunet.model.kernel.onednn;

import org.attunet.model.kernel.Shape;

/** Activations for tests, from formulas, in memory of an arena. */
final class HostVoxels {
    private HostVoxels() {}

    /** A value by sample, channel, x, y and z. */
    interface Formula {
        double at(int sample, int channel, int x, int y, int z);
    }

    static Voxels of(Arena arena, Shape shape, Formula formula) {
        float[] values = new float[(int) shape.length()];
        int at = 0;
        for (int n = 0; n < shape.samples(); n++) {
            for (int voxel = 0; voxel < shape.voxels(); voxel++) {
                for (int c = 0; c < shape.channels(); c++) {
                    int z = voxel % shape.z();
                    int y = voxel / shape.z() % shape.y();
                    values[at++] = (float) formula.at(n, c, voxel / shape.z() / shape.y(), y, z);
                }
            }
        }
        Voxels voxels = arena.take(shape);
        voxels.memory().put(values);
        return voxels;
    }

    /** All numbers, channels last. */
    static float[] values(Voxels voxels) {
        float[] values = new float[(int) voxels.extent().length()];
        voxels.memory().get(values);
        return values;
    }
}
