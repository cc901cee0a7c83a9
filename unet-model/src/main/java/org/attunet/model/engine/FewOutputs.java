package org.attunet.model.engine;

import java.util.Arrays;
import org.attunet.model.layer.Convolution.Kernel;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A 3×3×3 convolution to so few channels that vectors of output channels stay mostly empty. It is taken apart: a 1×1×1 convolution
 * computes what every input voxel gives to each of its 27 neighbours, 27 · out channels, and those are added up where they belong. The
 * way back to the weights is the transpose; the way back to the input fills its vectors either way and is left to oneDNN.
 */
final class FewOutputs implements VolumeConvolution {
    private static final int EDGE = 3;
    private static final int TAPS = EDGE * EDGE * EDGE;

    private final Dnn dnn;
    private final int in;
    private final int out;
    private final Ending ending;
    private final Extent spreadExtent;
    private final VolumeConvolution spreading;
    private final VolumeConvolution direct;

    FewOutputs(Dnn dnn, Extent in, int out, VolumeConvolution direct, Ending ending) {
        this.dnn = dnn;
        this.in = in.channels();
        this.out = out;
        this.ending = ending;
        this.direct = direct;
        this.spreadExtent = in.withChannels(TAPS * out);
        this.spreading = new ChannelsLastConvolution(
                dnn, in, spreadExtent.channels(), Kernel.same(1), in.channels(), Ending.PLAIN);
    }

    /** Whether this way is the faster one: not for inputs so narrow that the sums outweigh the products. */
    static boolean pays(int in, int out, Kernel kernel) {
        return out <= 4 && in >= 16 && kernel.equals(Kernel.same(EDGE));
    }

    @Override
    public void forward(Voxels x, FloatPointer weights, FloatPointer bias, Voxels y) {
        FloatPointer prepared = prepare(weights);
        forwardPrepared(x, prepared, bias, y);
        dnn.arena().give(prepared);
    }

    /** From [out, in, 27] to rows of one tap and output each, [27 · out, in]. */
    @Override
    public FloatPointer prepare(FloatPointer weights) {
        float[] given = new float[out * in * TAPS];
        float[] rows = new float[given.length];
        weights.get(given);
        for (int n = 0; n < given.length; n++) {
            rows[turned(n)] = given[n];
        }
        FloatPointer plain = dnn.arena().take(rows.length);
        plain.put(rows);
        FloatPointer prepared = spreading.prepare(plain);
        dnn.arena().give(plain);
        return prepared;
    }

    /** Where weight number n of [out, in, 27] lies in [27, out, in]. */
    private int turned(int n) {
        int tap = n % TAPS;
        int i = n / TAPS % in;
        int o = n / TAPS / in;
        return (tap * out + o) * in + i;
    }

    @Override
    public void forwardPrepared(Voxels x, FloatPointer prepared, FloatPointer bias, Voxels y) {
        Voxels spread = dnn.arena().voxels(spreadExtent);
        spreading.forwardPrepared(x, prepared, null, spread);
        float[] offsets = new float[out];
        bias.get(offsets);
        gather(spread, offsets, y);
        dnn.arena().give(spread);
    }

    private void gather(Voxels spread, float[] bias, Voxels y) {
        Rows source = new Rows(spread);
        Rows target = new Rows(y);
        Extent size = y.extent();
        Rows.inParallel(size, (sample, x) -> {
            float[] row = Scratch.array(0, source.length());
            float[] slab = Scratch.array(1, size.y() * target.length());
            for (int n = 0; n < size.y() * target.length(); n++) {
                slab[n] = bias[n % out];
            }
            for (int dx = Math.max(0, x - 1); dx <= Math.min(size.x() - 1, x + 1); dx++) {
                for (int y0 = 0; y0 < size.y(); y0++) {
                    source.read(sample, dx, y0, row);
                    addRow(row, (dx - x + 1) * EDGE, y0, slab, size);
                }
            }
            bend(slab, size.y() * target.length());
            float[] result = Scratch.array(2, target.length());
            for (int y0 = 0; y0 < size.y(); y0++) {
                System.arraycopy(slab, y0 * target.length(), result, 0, target.length());
                target.write(sample, x, y0, result);
            }
        });
    }

    /** What row {@code from} gives to its neighbours in a slab: an output at y sees inputs at y + tap − 1. */
    private void addRow(float[] row, int taps, int from, float[] slab, Extent size) {
        int length = size.z() * out;
        for (int ky = 0; ky < EDGE; ky++) {
            int to = from - ky + 1;
            if (to < 0 || to >= size.y()) {
                continue;
            }
            for (int kz = 0; kz < EDGE; kz++) {
                int first = Math.max(0, kz - 1);
                int last = Math.min(size.z(), size.z() + kz - 1);
                int tap = ((taps + ky) * EDGE + kz) * out;
                for (int z = first; z < last; z++) {
                    int at = to * length + (z - kz + 1) * out;
                    for (int o = 0; o < out; o++) {
                        slab[at + o] += row[z * TAPS * out + tap + o];
                    }
                }
            }
        }
    }

    private void bend(float[] slab, int count) {
        float slope = (float) ending.slope();
        for (int n = 0; n < count; n++) {
            slab[n] = Math.max(slab[n], slope * slab[n]);
        }
    }

    @Override
    public void backwardWeights(Voxels x, Voxels dy, FloatPointer dw, FloatPointer db) {
        Voxels spread = dnn.arena().voxels(spreadExtent);
        scatter(dy, spread);
        FloatPointer rows = dnn.arena().take((long) TAPS * out * in);
        spreading.backwardWeights(x, spread, rows, null);
        dnn.arena().give(spread);
        float[] turned = new float[TAPS * out * in];
        rows.get(turned);
        dnn.arena().give(rows);
        float[] gradient = new float[turned.length];
        for (int n = 0; n < gradient.length; n++) {
            gradient[n] = turned[turned(n)];
        }
        dw.put(gradient);
        db.put(sums(dy));
    }

    private float[] sums(Voxels dy) {
        double[] planes = Passes.moments(dy, new double[dy.extent().samples() * out])[0];
        float[] sums = new float[out];
        for (int n = 0; n < planes.length; n++) {
            sums[n % out] += (float) planes[n];
        }
        return sums;
    }

    /** To every voxel the gradients at the 27 outputs that it gave to, zero beyond the edge. */
    private void scatter(Voxels dy, Voxels spread) {
        Rows source = new Rows(dy);
        Rows target = new Rows(spread);
        Extent size = dy.extent();
        Rows.inParallel(size, (sample, x) -> {
            float[] g = Scratch.array(0, source.length());
            float[] row = Scratch.array(1, target.length());
            for (int y = 0; y < size.y(); y++) {
                Arrays.fill(row, 0, target.length(), 0);
                for (int kx = 0; kx < EDGE; kx++) {
                    for (int ky = 0; ky < EDGE; ky++) {
                        int atX = x - kx + 1;
                        int atY = y - ky + 1;
                        if (atX >= 0 && atX < size.x() && atY >= 0 && atY < size.y()) {
                            source.read(sample, atX, atY, g);
                            place(g, row, (kx * EDGE + ky) * EDGE, size.z());
                        }
                    }
                }
                target.write(sample, x, y, row);
            }
        });
    }

    private void place(float[] g, float[] row, int taps, int voxels) {
        for (int kz = 0; kz < EDGE; kz++) {
            int first = Math.max(0, kz - 1);
            int last = Math.min(voxels, voxels + kz - 1);
            for (int z = first; z < last; z++) {
                for (int o = 0; o < out; o++) {
                    row[z * TAPS * out + (taps + kz) * out + o] = g[(z - kz + 1) * out + o];
                }
            }
        }
    }

    @Override
    public void backwardData(Voxels dy, FloatPointer weights, Voxels dx) {
        direct.backwardData(dy, weights, dx);
    }
}
