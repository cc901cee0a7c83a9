package org.attunet.model.kernel.onednn;

import java.util.Arrays;
import org.attunet.model.kernel.Epilogue;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A 3×3×3 convolution to so few channels that vectors of output channels stay mostly empty. It is taken apart: a 1×1×1 convolution
 * computes what every input voxel gives to each of its 27 neighbours, 27 · out channels, and those are added up where they belong. The
 * backward pass to the weights is the transpose; the one to the input fills its vectors either way and is left to oneDNN.
 *
 * <pre>
 * spread:  s[v, k, o] = Σ_i w[o, i, k] · x[v, i]             of every input voxel v, tap k of 27, output channel o
 * gather:  y[u, o]    = b[o] + Σ_k s[u + k − 1, k, o]        k = (kx, ky, kz) in 0 … 2
 * a row of s at (x, y):  z = 0: … kx ky (kz = 2, 1, 0) …, z = 1: …   so that 3 · out numbers of z go to outputs z − 1, z, z + 1
 * </pre>
 */
final class NarrowOutputConvolution extends VolumeConvolution {
    private static final Scratch ROW = new Scratch();
    private static final Scratch SLAB = new Scratch();
    private static final Scratch RESULT = new Scratch();
    private static final Scratch GRADIENT = new Scratch();
    private static final Scratch RIMMED = new Scratch();

    private static final int EDGE = 3;
    private static final int TAPS = EDGE * EDGE * EDGE;

    private final Dnn dnn;
    private final int in;
    private final int out;
    private final Epilogue epilogue;
    private final Shape spreadExtent;
    private final VolumeConvolution spreading;
    private final VolumeConvolution direct;

    /** Planes of the first axis that the input has before the output's first. */
    private final int ahead;

    NarrowOutputConvolution(Dnn dnn, Shape in, int out, VolumeConvolution direct, Epilogue epilogue) {
        this(dnn, in, out, direct, epilogue, 0);
    }

    private NarrowOutputConvolution(
            Dnn dnn, Shape in, int out, VolumeConvolution direct, Epilogue epilogue, int ahead) {
        super(dnn.arena());
        this.ahead = ahead;
        this.dnn = dnn;
        this.in = in.channels();
        this.out = out;
        this.epilogue = epilogue;
        this.direct = direct;
        this.spreadExtent = in.withChannels(TAPS * out);
        this.spreading = new ChannelsLastConvolution(
                dnn, in, spreadExtent.channels(), Stencil.same(1), in.channels(), Epilogue.PLAIN);
    }

    /** Within a slab, forward alone: the input has a plane of the first axis more on both sides than the output. */
    static NarrowOutputConvolution ofSlab(Dnn dnn, Shape in, int out, VolumeConvolution direct, Epilogue epilogue) {
        return new NarrowOutputConvolution(dnn, in, out, direct, epilogue, 1);
    }

    /** Whether this way is the faster one: not for inputs so narrow that the sums outweigh the products. */
    static boolean pays(int in, int out, Stencil kernel) {
        return out <= 4 && in >= 16 && kernel.equals(Stencil.same(EDGE));
    }

    /** From [out, in, 27] to rows of one tap and output each, [27 · out, in]. */
    @Override
    FloatPointer prepare(FloatPointer weights) {
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

    /**
     * Where weight number n of [out, in, 27] lies in [27, out, in]. Taps along z are in reverse order: what one voxel gives to its
     * neighbours along z then lies as the neighbours do.
     */
    private int turned(int n) {
        int tap = n % TAPS;
        int reversed = tap + EDGE - 1 - 2 * (tap % EDGE);
        int i = n / TAPS % in;
        int o = n / TAPS / in;
        return (reversed * out + o) * in + i;
    }

    @Override
    void forwardPrepared(Voxels x, FloatPointer prepared, FloatPointer bias, Voxels y) {
        Voxels spread = dnn.arena().take(spreadExtent);
        spreading.forwardPrepared(x, prepared, null, spread);
        float[] offsets = new float[out];
        bias.get(offsets);
        gather(spread, offsets, y);
        dnn.arena().give(spread);
    }

    /** Adds up slab by slab, in a slab with a rim of one voxel for what falls beyond the edge. */
    private void gather(Voxels spread, float[] bias, Voxels y) {
        Rows source = new Rows(spread);
        Rows target = new Rows(y);
        Shape size = y.extent();
        int rimmed = (size.z() + 2) * out;
        Rows.inParallel(size, (sample, x) -> {
            float[] row = ROW.array(source.length());
            float[] slab = SLAB.array((size.y() + 2) * rimmed);
            for (int n = 0; n < (size.y() + 2) * rimmed; n++) {
                slab[n] = bias[n % out];
            }
            int centre = x + ahead;
            for (int from = Math.max(0, centre - 1); from <= Math.min(spreadExtent.x() - 1, centre + 1); from++) {
                for (int at = 0; at < size.y(); at++) {
                    source.read(sample, from, at, row);
                    for (int ky = 0; ky < EDGE; ky++) {
                        // An output at y sees inputs at y + ky − 1; the rim is row 0.
                        int to = at - ky + 2;
                        int taps = ((from - centre + 1) * EDGE + ky) * EDGE * out;
                        addRuns(row, taps, TAPS * out, slab, to * rimmed, out, size.z());
                    }
                }
            }
            float[] result = RESULT.array(target.length());
            for (int at = 0; at < size.y(); at++) {
                System.arraycopy(slab, (at + 1) * rimmed + out, result, 0, target.length());
                activate(result, target.length());
                target.write(sample, x, at, result);
            }
        });
    }

    /** Adds a run of 3 · step numbers, one run every {@code width} numbers, to runs that begin every {@code step}. */
    private static void addRuns(float[] from, int first, int width, float[] to, int at, int step, int count) {
        if (step == 2) {
            addRunsOfSix(from, first, width, to, at, count);
            return;
        }
        for (int z = 0; z < count; z++) {
            for (int n = 0; n < EDGE * step; n++) {
                to[at + z * step + n] += from[first + z * width + n];
            }
        }
    }

    /** Written out: two classes are the usual case. */
    private static void addRunsOfSix(float[] from, int first, int width, float[] to, int at, int count) {
        int f = first;
        int t = at;
        for (int z = 0; z < count; z++) {
            to[t] += from[f];
            to[t + 1] += from[f + 1];
            to[t + 2] += from[f + 2];
            to[t + 3] += from[f + 3];
            to[t + 4] += from[f + 4];
            to[t + 5] += from[f + 5];
            f += width;
            t += 2;
        }
    }

    private void activate(float[] slab, int count) {
        float slope = (float) epilogue.slope();
        for (int n = 0; n < count; n++) {
            slab[n] = Math.max(slab[n], slope * slab[n]);
        }
    }

    @Override
    void backwardWeights(Voxels x, Voxels dy, FloatPointer dw, FloatPointer db) {
        Voxels spread = dnn.arena().take(spreadExtent);
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
        double[] planes =
                ElementwiseKernels.momentsOf(dy, new double[dy.extent().samples() * out])[0];
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
        Shape size = dy.extent();
        Rows.inParallel(size, (sample, x) -> {
            float[] g = GRADIENT.array(source.length());
            float[] rimmed = RIMMED.array(source.length() + 2 * out);
            float[] row = ROW.array(target.length());
            Arrays.fill(rimmed, 0, out, 0);
            Arrays.fill(rimmed, out + source.length(), 2 * out + source.length(), 0);
            for (int y = 0; y < size.y(); y++) {
                Arrays.fill(row, 0, target.length(), 0);
                for (int pair = 0; pair < EDGE * EDGE; pair++) {
                    int atX = x - pair / EDGE + 1;
                    int atY = y - pair % EDGE + 1;
                    if (atX >= 0 && atX < size.x() && atY >= 0 && atY < size.y()) {
                        source.read(sample, atX, atY, g);
                        System.arraycopy(g, 0, rimmed, out, source.length());
                        place(rimmed, row, pair * EDGE * out, size.z());
                    }
                }
                target.write(sample, x, y, row);
            }
        });
    }

    private void place(float[] rimmed, float[] row, int at, int voxels) {
        int run = EDGE * out;
        for (int z = 0; z < voxels; z++) {
            for (int n = 0; n < run; n++) {
                row[z * TAPS * out + at + n] = rimmed[z * out + n];
            }
        }
    }

    @Override
    void backwardData(Voxels dy, FloatPointer weights, Voxels dx) {
        direct.backwardData(dy, weights, dx);
    }
}
