package org.attunet.experiments.bench.task;

import java.util.stream.IntStream;
import org.attunet.data.SplitMix64;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.Phantom;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;

/**
 * A made-up CT as large as real ones, in a second where a phantom of that size takes minutes: each voxel of a small phantom becomes a
 * block, with a noise of every voxel's own, 12 HU in standard deviation, since noise is what files are large by.
 */
final class MadeScan {
    /** Voxels along each axis that one of the phantom becomes. */
    static final int TIMES = 4;

    private static final Spacing SPACING = new Spacing(0.8, 0.8, 1);

    /** The four bytes that are summed have a standard deviation of 148 together. */
    private static final double NOISE = 12 / 148.0;

    private static final int MEAN = 4 * 255 / 2;

    private final Phantom phantom;
    private final Geometry grid;
    private final long seed;

    private MadeScan(Phantom phantom, Geometry grid, long seed) {
        this.phantom = phantom;
        this.grid = grid;
        this.seed = seed;
    }

    /** {@code edge} and {@code slices} of the phantom; the same for the same seed. */
    static MadeScan of(int edge, int slices, long seed) {
        Phantom phantom =
                Phantom.generate(new PhantomSettings(1, new Size(edge, edge, slices), seed, Difficulty.MEDIUM), 1);
        Size size = new Size(edge * TIMES, edge * TIMES, slices * TIMES);
        return new MadeScan(phantom, new Geometry(size, Affine.diagonal(SPACING, -200, -200, -100)), seed);
    }

    Volume image() {
        Size size = grid.size();
        short[] voxels = new short[size.voxels()];
        IntStream.range(0, size.z()).parallel().forEach(k -> {
            for (int j = 0; j < size.y(); j++) {
                for (int i = 0; i < size.x(); i++) {
                    int at = size.index(i, j, k);
                    float value = phantom.image().get(i / TIMES, j / TIMES, k / TIMES);
                    voxels[at] = (short) Math.max(-1024, Math.round(value + NOISE * noise(at)));
                }
            }
        });
        return Volume.of(grid, voxels);
    }

    private int noise(int at) {
        int bits = (int) SplitMix64.mix(seed * SplitMix64.GOLDEN + at);
        return (bits & 0xff) + (bits >> 8 & 0xff) + (bits >> 16 & 0xff) + (bits >>> 24) - MEAN;
    }

    /** The organ, moved by so many voxels along every axis. */
    Mask label(int moved) {
        Size size = grid.size();
        byte[] labels = new byte[size.voxels()];
        IntStream.range(moved, size.z()).parallel().forEach(k -> {
            for (int j = moved; j < size.y(); j++) {
                for (int i = moved; i < size.x(); i++) {
                    labels[size.index(i, j, k)] =
                            (byte) phantom.label().get((i - moved) / TIMES, (j - moved) / TIMES, (k - moved) / TIMES);
                }
            }
        });
        return new Mask(grid, labels);
    }
}
