package org.attunet.model.kernel.onednn;

/** Every second voxel along every axis, the first one included. */
final class StridedSlice {
    private static final Scratch ROW = new Scratch();
    private static final Scratch KEPT = new Scratch();
    private static final Scratch PART = new Scratch();

    private StridedSlice() {}

    static void everySecond(Voxels from, Voxels to) {
        Rows source = new Rows(from);
        Rows target = new Rows(to);
        int channels = to.extent().channels();
        Rows.inParallel(to.extent(), (sample, x) -> {
            float[] row = ROW.array(source.length());
            float[] kept = KEPT.array(target.length());
            for (int y = 0; y < to.extent().y(); y++) {
                source.read(sample, 2 * x, 2 * y, row);
                for (int z = 0; z < to.extent().z(); z++) {
                    System.arraycopy(row, 2 * z * channels, kept, z * channels, channels);
                }
                target.write(sample, x, y, kept);
            }
        });
    }

    /** The adjoint of {@link #everySecond}, added to what is there. */
    static void addToEverySecond(Voxels from, Voxels to) {
        Rows source = new Rows(from);
        Rows target = new Rows(to);
        int channels = to.extent().channels();
        Rows.inParallel(from.extent(), (sample, x) -> {
            float[] part = PART.array(source.length());
            float[] row = ROW.array(target.length());
            for (int y = 0; y < from.extent().y(); y++) {
                source.read(sample, x, y, part);
                target.read(sample, 2 * x, 2 * y, row);
                for (int z = 0; z < from.extent().z(); z++) {
                    Rows.addScaled(part, z * channels, 1, row, 2 * z * channels, channels);
                }
                target.write(sample, 2 * x, 2 * y, row);
            }
        });
    }
}
