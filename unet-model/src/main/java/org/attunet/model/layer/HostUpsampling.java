package org.attunet.model.layer;

/** Trilinear upsampling of one plane at a time: slices are enlarged in their two axes once and blended along the third. */
final class HostUpsampling {
    private final int rows;
    private final int columns;
    private final LinearWeights alongX;
    private final LinearWeights alongY;
    private final LinearWeights alongZ;
    private final int slices;

    HostUpsampling(long x, long y, long z, int factor) {
        slices = (int) x;
        rows = (int) y;
        columns = (int) z;
        alongX = new LinearWeights(slices, factor);
        alongY = new LinearWeights(rows, factor);
        alongZ = new LinearWeights(columns, factor);
    }

    private int outColumns() {
        return alongZ.low.length;
    }

    private int outSlice() {
        return alongY.low.length * outColumns();
    }

    void forward(Planes in, int plane, Planes out, int target) {
        float[] low = new float[outSlice()];
        float[] high = new float[outSlice()];
        float[] blend = new float[outSlice()];
        float[] scratch = new float[rows * outColumns()];
        float[] source = new float[rows * columns];
        int lowIndex = -1;
        int highIndex = -1;
        for (int o = 0; o < alongX.low.length; o++) {
            if (alongX.low[o] == highIndex) {
                float[] swap = low;
                low = high;
                high = swap;
                lowIndex = highIndex;
                highIndex = -1;
            }
            if (alongX.low[o] != lowIndex) {
                lowIndex = alongX.low[o];
                enlarge(in, plane, lowIndex, source, scratch, low);
            }
            if (alongX.high[o] != highIndex) {
                highIndex = alongX.high[o];
                enlarge(in, plane, highIndex, source, scratch, high);
            }
            mix(low, high, alongX.weight[o], blend);
            out.write(target, o * outSlice(), blend, outSlice());
        }
    }

    private static void mix(float[] low, float[] high, float w, float[] out) {
        for (int n = 0; n < out.length; n++) {
            out[n] = low[n] + w * (high[n] - low[n]);
        }
    }

    private void enlarge(Planes in, int plane, int slice, float[] source, float[] scratch, float[] out) {
        in.read(plane, slice * rows * columns, source, rows * columns);
        int wide = outColumns();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < wide; c++) {
                float a = source[r * columns + alongZ.low[c]];
                scratch[r * wide + c] = a + alongZ.weight[c] * (source[r * columns + alongZ.high[c]] - a);
            }
        }
        for (int r = 0; r < alongY.low.length; r++) {
            int a = alongY.low[r] * wide;
            int b = alongY.high[r] * wide;
            float w = alongY.weight[r];
            for (int c = 0; c < wide; c++) {
                out[r * wide + c] = scratch[a + c] + w * (scratch[b + c] - scratch[a + c]);
            }
        }
    }

    void adjoint(Planes gradient, int source, Planes out, int plane) {
        float[][] sums = new float[slices][];
        float[] g = new float[outSlice()];
        int written = 0;
        for (int o = 0; o < alongX.low.length; o++) {
            gradient.read(source, o * outSlice(), g, outSlice());
            while (written < alongX.low[o]) {
                reduce(sums[written], out, plane, written);
                sums[written++] = null;
            }
            add(sums, alongX.low[o], g, 1 - alongX.weight[o]);
            add(sums, alongX.high[o], g, alongX.weight[o]);
        }
        for (; written < slices; written++) {
            reduce(sums[written], out, plane, written);
        }
    }

    private static void add(float[][] sums, int slice, float[] g, float w) {
        if (sums[slice] == null) {
            sums[slice] = new float[g.length];
        }
        float[] sum = sums[slice];
        for (int n = 0; n < g.length; n++) {
            sum[n] += w * g[n];
        }
    }

    private void reduce(float[] sum, Planes out, int plane, int slice) {
        int wide = outColumns();
        float[] scratch = new float[rows * wide];
        for (int r = 0; r < alongY.low.length; r++) {
            addRow(sum, r * wide, scratch, alongY.low[r] * wide, wide, 1 - alongY.weight[r]);
            addRow(sum, r * wide, scratch, alongY.high[r] * wide, wide, alongY.weight[r]);
        }
        float[] result = new float[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < wide; c++) {
                float v = scratch[r * wide + c];
                result[r * columns + alongZ.low[c]] += (1 - alongZ.weight[c]) * v;
                result[r * columns + alongZ.high[c]] += alongZ.weight[c] * v;
            }
        }
        out.write(plane, slice * rows * columns, result, rows * columns);
    }

    private static void addRow(float[] from, int start, float[] to, int at, int count, float w) {
        for (int c = 0; c < count; c++) {
            to[at + c] += w * from[start + c];
        }
    }
}
