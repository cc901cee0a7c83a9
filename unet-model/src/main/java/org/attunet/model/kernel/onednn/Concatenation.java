package org.attunet.model.kernel.onednn;

import java.util.List;
import java.util.stream.IntStream;

/** Channels side by side, each enlarged, the first weighted by a map: written row by row, so that no part exists on its own. */
final class Concatenation {
    private static final Scratch ROW = new Scratch();
    private static final Scratch ALPHA = new Scratch();
    private static final Scratch GRADIENT = new Scratch();
    private static final Scratch VALUES = new Scratch();
    private static final Scratch DALPHA = new Scratch();

    private final List<Rows> sources;
    private final List<TrilinearUpsampling> enlargings;

    /** Null where there is none. */
    private final Rows weights;

    /**
     * @param factors enlargement of each part
     * @param map of the first, of factor 1, or null
     */
    Concatenation(List<Voxels> parts, List<Integer> factors, Voxels map) {
        sources = parts.stream().map(Rows::new).toList();
        enlargings = IntStream.range(0, parts.size())
                .mapToObj(n -> new TrilinearUpsampling(parts.get(n).extent(), factors.get(n)))
                .toList();
        weights = map == null ? null : new Rows(map);
    }

    /** All of it. */
    void whole(Voxels out) {
        Rows target = new Rows(out);
        Rows.inParallel(out.extent(), (sample, x) -> plane(sample, x, target, sample, x));
    }

    /** As many planes of one sample as {@code out} has, which has one sample; zeros beyond the first and the last. */
    void planes(int sample, int first, Voxels out) {
        Rows target = new Rows(out);
        int planes = sources.get(0).extent().x() * enlargings.get(0).factor();
        Rows.inParallel(out.extent(), (only, x) -> {
            int from = first + x;
            if (from < 0 || from >= planes) {
                clear(target, x);
            } else {
                plane(sample, from, target, only, x);
            }
        });
    }

    private static void clear(Rows target, int x) {
        float[] zeros = new float[target.length()];
        for (int y = 0; y < target.extent().y(); y++) {
            target.write(0, x, y, zeros);
        }
    }

    private void plane(int sample, int x, Rows target, int toSample, int toX) {
        int width = target.extent().channels();
        float[] row = ROW.array(target.length());
        List<TrilinearUpsampling.Plane> planes = IntStream.range(0, sources.size())
                .mapToObj(n -> enlargings.get(n).plane(sources.get(n), sample, x))
                .toList();
        for (int y = 0; y < target.extent().y(); y++) {
            int channel = 0;
            for (int n = 0; n < planes.size(); n++) {
                planes.get(n).row(y, row, width, channel);
                channel += enlargings.get(n).channels();
            }
            if (weights != null) {
                float[] alpha = ALPHA.array(weights.length());
                weights.read(sample, x, y, alpha);
                scaleBy(row, width, enlargings.get(0).channels(), alpha, weights.length());
            }
            target.write(toSample, toX, y, row);
        }
    }

    private static void scaleBy(float[] row, int width, int channels, float[] alpha, int voxels) {
        for (int z = 0; z < voxels; z++) {
            multiply(row, z * width, alpha[z], channels);
        }
    }

    private static void multiply(float[] row, int at, float w, int count) {
        for (int c = 0; c < count; c++) {
            row[at + c] *= w;
        }
    }

    /** Of {@code x · map} in the first channels of what {@code byOutput} is the gradient by. */
    static void gateAdjoint(Voxels byOutput, Voxels in, Voxels map, Voxels byInput, Voxels byMap, boolean add) {
        Rows gradient = new Rows(byOutput);
        Rows source = new Rows(in);
        Rows weights = new Rows(map);
        Rows dx = new Rows(byInput);
        Rows dmap = new Rows(byMap);
        int channels = in.extent().channels();
        int width = byOutput.extent().channels();
        Rows.inParallel(in.extent(), (sample, x) -> {
            float[] g = GRADIENT.array(gradient.length());
            float[] v = VALUES.array(source.length());
            float[] alpha = ALPHA.array(weights.length());
            float[] dalpha = DALPHA.array(weights.length());
            float[] row = ROW.array(dx.length());
            for (int y = 0; y < in.extent().y(); y++) {
                gradient.read(sample, x, y, g);
                source.read(sample, x, y, v);
                weights.read(sample, x, y, alpha);
                if (add) {
                    dx.read(sample, x, y, row);
                } else {
                    java.util.Arrays.fill(row, 0, dx.length(), 0);
                }
                for (int z = 0; z < alpha.length && z < weights.length(); z++) {
                    dalpha[z] = product(g, z * width, v, z * channels, channels);
                    Rows.addScaled(g, z * width, alpha[z], row, z * channels, channels);
                }
                dmap.write(sample, x, y, dalpha);
                dx.write(sample, x, y, row);
            }
        });
    }

    private static float product(float[] g, int from, float[] v, int at, int count) {
        float sum = 0;
        for (int c = 0; c < count; c++) {
            sum += g[from + c] * v[at + c];
        }
        return sum;
    }
}
