package org.attunet.model.layer;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Direct passes over floats in host memory, planes in parallel. Each plane's sums are taken in one fixed order, so results do
 * not depend on the number of threads.
 */
final class HostOps implements VolumeOps {
    static final HostOps INSTANCE = new HostOps();

    /** Accumulators of a sum: enough for the additions to overlap. */
    private static final int LANES = 8;

    private HostOps() {}

    private static IntStream inParallel(int planes) {
        return IntStream.range(0, planes).parallel();
    }

    private static int planes(INDArray array) {
        return (int) (array.size(0) * array.size(1));
    }

    /** Calls the body for each chunk of a plane. */
    private static void chunks(int voxels, Chunk body) {
        for (int start = 0; start < voxels; start += Planes.CHUNK) {
            body.at(start, Math.min(Planes.CHUNK, voxels - start));
        }
    }

    private interface Chunk {
        void at(int start, int count);
    }

    @Override
    public double[][] moments(INDArray y, double[] centre) {
        Planes in = new Planes(y);
        double[][] result = new double[2][planes(y)];
        inParallel(planes(y)).forEach(plane -> {
            float[] v = new float[Planes.CHUNK];
            chunks(in.voxels(), (start, count) -> {
                in.read(plane, start, v, count);
                addMoments(v, count, (float) centre[plane], result, plane);
            });
        });
        return result;
    }

    private static void addMoments(float[] v, int count, float centre, double[][] result, int plane) {
        float[] sum = new float[LANES];
        float[] square = new float[LANES];
        Arrays.fill(v, count, roundUp(count), centre);
        for (int n = 0; n < count; n += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                float d = v[n + lane] - centre;
                sum[lane] += d;
                square[lane] += d * d;
            }
        }
        result[0][plane] += total(sum) + (double) centre * count;
        result[1][plane] += total(square);
    }

    private static int roundUp(int count) {
        return Math.min((count + LANES - 1) / LANES * LANES, Planes.CHUNK);
    }

    private static double total(float[] lanes) {
        double total = 0;
        for (float lane : lanes) {
            total += lane;
        }
        return total;
    }

    @Override
    public void affine(INDArray y, double[] scale, double[] shift, double slope, INDArray out) {
        Planes in = new Planes(y);
        Planes to = new Planes(out);
        inParallel(planes(y)).forEach(plane -> {
            float[] v = new float[Planes.CHUNK];
            float a = (float) scale[plane];
            float b = (float) shift[plane];
            chunks(in.voxels(), (start, count) -> {
                in.read(plane, start, v, count);
                activate(v, count, a, b, (float) slope);
                to.write(plane, start, v, count);
            });
        });
    }

    private static void activate(float[] v, int count, float a, float b, float slope) {
        for (int n = 0; n < count; n++) {
            float t = a * v[n] + b;
            v[n] = Math.max(t, slope * t);
        }
    }

    @Override
    public double[][] gradientMoments(
            INDArray y, INDArray gradient, double[] scale, double[] shift, double[] centre, double slope) {
        Planes in = new Planes(y);
        Planes from = new Planes(gradient);
        double[][] result = new double[2][planes(y)];
        inParallel(planes(y)).forEach(plane -> {
            float[] v = new float[Planes.CHUNK];
            float[] g = new float[Planes.CHUNK];
            chunks(in.voxels(), (start, count) -> {
                in.read(plane, start, v, count);
                from.read(plane, start, g, count);
                throughActivation(v, g, count, (float) scale[plane], (float) shift[plane], (float) slope);
                addGradientMoments(v, g, count, (float) centre[plane], result, plane);
            });
        });
        return result;
    }

    private static void throughActivation(float[] v, float[] g, int count, float a, float b, float slope) {
        for (int n = 0; n < count; n++) {
            g[n] = a * v[n] + b > 0 ? g[n] : slope * g[n];
        }
    }

    private static void addGradientMoments(
            float[] v, float[] g, int count, float centre, double[][] result, int plane) {
        float[] sum = new float[LANES];
        float[] product = new float[LANES];
        Arrays.fill(g, count, roundUp(count), 0);
        for (int n = 0; n < count; n += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                sum[lane] += g[n + lane];
                product[lane] += g[n + lane] * (v[n + lane] - centre);
            }
        }
        result[0][plane] += total(sum);
        result[1][plane] += total(product);
    }

    @Override
    public void affineGradient(
            INDArray y,
            INDArray gradient,
            double[] scale,
            double[] shift,
            double slope,
            double[] a,
            double[] b,
            double[] c,
            INDArray out) {
        Planes in = new Planes(y);
        Planes from = new Planes(gradient);
        Planes to = new Planes(out);
        inParallel(planes(y)).forEach(plane -> {
            float[] v = new float[Planes.CHUNK];
            float[] g = new float[Planes.CHUNK];
            chunks(in.voxels(), (start, count) -> {
                in.read(plane, start, v, count);
                from.read(plane, start, g, count);
                throughActivation(v, g, count, (float) scale[plane], (float) shift[plane], (float) slope);
                combine(v, g, count, (float) a[plane], (float) b[plane], (float) c[plane]);
                to.write(plane, start, g, count);
            });
        });
    }

    private static void combine(float[] v, float[] g, int count, float a, float b, float c) {
        for (int n = 0; n < count; n++) {
            g[n] = a * g[n] + b * v[n] + c;
        }
    }

    @Override
    public void upsample(INDArray x, int factor, INDArray out, int channel) {
        Planes in = new Planes(x);
        Planes to = new Planes(out);
        if (factor == 1) {
            inParallel(planes(x)).forEach(plane -> copy(in, plane, to, target(in, to, plane, channel)));
            return;
        }
        HostUpsampling kernel = new HostUpsampling(x.size(2), x.size(3), x.size(4), factor);
        inParallel(planes(x)).forEach(plane -> kernel.forward(in, plane, to, target(in, to, plane, channel)));
    }

    @Override
    public void upsampleAdjoint(INDArray gradient, int channel, int factor, INDArray dx) {
        Planes from = new Planes(gradient);
        Planes to = new Planes(dx);
        if (factor == 1) {
            inParallel(planes(dx)).forEach(plane -> copy(from, target(to, from, plane, channel), to, plane));
            return;
        }
        HostUpsampling kernel = new HostUpsampling(dx.size(2), dx.size(3), dx.size(4), factor);
        inParallel(planes(dx)).forEach(plane -> kernel.adjoint(from, target(to, from, plane, channel), to, plane));
    }

    private static void copy(Planes from, int source, Planes to, int target) {
        float[] v = new float[Planes.CHUNK];
        chunks(from.voxels(), (start, count) -> {
            from.read(source, start, v, count);
            to.write(target, start, v, count);
        });
    }

    /** The plane of the wider array that holds plane {@code plane} of the narrower one. */
    private static int target(Planes narrow, Planes wide, int plane, int channel) {
        return plane / narrow.channels() * wide.channels() + channel + plane % narrow.channels();
    }

    @Override
    public void gate(INDArray x, INDArray alpha, INDArray out) {
        Planes in = new Planes(x);
        Planes weights = new Planes(alpha);
        Planes to = new Planes(out);
        inParallel(planes(x)).forEach(plane -> {
            float[] v = new float[Planes.CHUNK];
            float[] w = new float[Planes.CHUNK];
            chunks(in.voxels(), (start, count) -> {
                in.read(plane, start, v, count);
                weights.read(plane / in.channels(), start, w, count);
                multiply(v, w, count);
                to.write(target(in, to, plane, 0), start, v, count);
            });
        });
    }

    private static void multiply(float[] v, float[] w, int count) {
        for (int n = 0; n < count; n++) {
            v[n] *= w[n];
        }
    }

    @Override
    public void gateAdjoint(INDArray gradient, INDArray x, INDArray alpha, INDArray dx, INDArray dalpha) {
        Planes from = new Planes(gradient);
        Planes in = new Planes(x);
        Planes weights = new Planes(alpha);
        Planes toX = new Planes(dx);
        Planes toAlpha = new Planes(dalpha);
        int channels = in.channels();
        int chunksOfPlane = (in.voxels() + Planes.CHUNK - 1) / Planes.CHUNK;
        inParallel((int) x.size(0) * chunksOfPlane).forEach(job -> {
            int sample = job / chunksOfPlane;
            int start = job % chunksOfPlane * Planes.CHUNK;
            int count = Math.min(Planes.CHUNK, in.voxels() - start);
            float[] w = new float[Planes.CHUNK];
            float[] sum = new float[Planes.CHUNK];
            float[] g = new float[Planes.CHUNK];
            float[] v = new float[Planes.CHUNK];
            weights.read(sample, start, w, count);
            for (int c = 0; c < channels; c++) {
                from.read(sample * from.channels() + c, start, g, count);
                in.read(sample * channels + c, start, v, count);
                addProduct(g, v, sum, count);
                multiply(g, w, count);
                toX.write(sample * channels + c, start, g, count);
            }
            toAlpha.write(sample, start, sum, count);
        });
    }

    private static void addProduct(float[] g, float[] v, float[] sum, int count) {
        for (int n = 0; n < count; n++) {
            sum[n] += g[n] * v[n];
        }
    }
}
