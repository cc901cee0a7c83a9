package org.attunet.model.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Channels of several inputs side by side, each enlarged on the way, the first weighted by an attention map if there is one. Neither
 * the weighted input nor an enlarged one exists on its own.
 */
final class JoinStep implements Step {
    private final List<Value> parts;
    private final Value map;
    private final Value out;
    private final List<Enlarging> enlargings = new ArrayList<>();

    /**
     * @param parts inputs but the map
     * @param factors enlargement of each
     * @param map the first input's attention map, one channel, or null
     */
    JoinStep(List<Value> parts, List<Integer> factors, Value map, Value out) {
        this.parts = parts;
        this.map = map;
        this.out = out;
        for (int n = 0; n < parts.size(); n++) {
            enlargings.add(new Enlarging(parts.get(n).extent(), factors.get(n)));
        }
    }

    @Override
    public void infer() {
        forward();
        parts.forEach(Value::read);
        if (map != null) {
            map.read();
        }
    }

    @Override
    public void forward() {
        Rows target = new Rows(out.open());
        List<Rows> sources = parts.stream().map(part -> new Rows(part.data())).toList();
        Rows weights = map == null ? null : new Rows(map.data());
        int width = out.extent().channels();
        Rows.inParallel(out.extent(), (sample, x) -> {
            float[] row = Scratch.array(0, target.length());
            for (int y = 0; y < out.extent().y(); y++) {
                int channel = 0;
                for (int n = 0; n < sources.size(); n++) {
                    enlargings.get(n).row(sources.get(n), sample, x, y, row, width, channel);
                    channel += enlargings.get(n).channels();
                }
                if (weights != null) {
                    float[] alpha = Scratch.array(3, weights.length());
                    weights.read(sample, x, y, alpha);
                    weigh(row, width, enlargings.get(0).channels(), alpha, weights.length());
                }
                target.write(sample, x, y, row);
            }
        });
    }

    private static void weigh(float[] row, int width, int channels, float[] alpha, int voxels) {
        for (int z = 0; z < voxels; z++) {
            multiply(row, z * width, alpha[z], channels);
        }
    }

    private static void multiply(float[] row, int at, float w, int count) {
        for (int c = 0; c < count; c++) {
            row[at + c] *= w;
        }
    }

    @Override
    public void backward() {
        Rows gradient = new Rows(out.gradient());
        int channel = 0;
        for (int n = 0; n < parts.size(); n++) {
            Value part = parts.get(n);
            if (part.isDifferentiable()) {
                boolean add = part.hasGradient();
                Rows dx = new Rows(part.gradient());
                if (n == 0 && map != null) {
                    gateAdjoint(gradient, dx, add);
                } else {
                    enlargings.get(n).adjoint(gradient, channel, dx, add);
                }
            }
            channel += enlargings.get(n).channels();
        }
        out.release();
    }

    private void gateAdjoint(Rows gradient, Rows dx, boolean add) {
        Rows source = new Rows(parts.get(0).data());
        Rows weights = new Rows(map.data());
        Rows dmap = new Rows(map.gradient());
        int channels = enlargings.get(0).channels();
        int width = out.extent().channels();
        Rows.inParallel(out.extent(), (sample, x) -> {
            float[] g = Scratch.array(0, gradient.length());
            float[] v = Scratch.array(1, source.length());
            float[] alpha = Scratch.array(2, weights.length());
            float[] dalpha = Scratch.array(3, weights.length());
            float[] row = Scratch.array(4, dx.length());
            for (int y = 0; y < out.extent().y(); y++) {
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
                    addScaled(g, z * width, alpha[z], row, z * channels, channels);
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

    private static void addScaled(float[] g, int from, float w, float[] row, int at, int count) {
        for (int c = 0; c < count; c++) {
            row[at + c] += w * g[from + c];
        }
    }
}
