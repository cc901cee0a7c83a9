package org.attunet.data.transform;

/** An {@link AxisMap} made ready for cubic splines: four coefficients a position and their weights. */
final class SplineTable {
    /** Source indices of the coefficients, four a position; those beyond the source's border mirrored about it. */
    final int[] index;

    /** Their weights, four a position. */
    final float[] weight;

    /** Which positions lie on the source at all. */
    final boolean[] inside;

    SplineTable(AxisMap map, int sourceLength) {
        index = new int[4 * map.length()];
        weight = new float[4 * map.length()];
        inside = new boolean[map.length()];
        for (int i = 0; i < inside.length; i++) {
            double position = map.position(i);
            inside[i] = !Double.isNaN(position);
            if (inside[i]) {
                fill(4 * i, position, sourceLength);
            }
        }
    }

    private void fill(int at, double position, int length) {
        int low = (int) Math.floor(position);
        double t = position - low;
        weight[at] = (float) ((1 - t) * (1 - t) * (1 - t) / 6);
        weight[at + 1] = (float) ((4 - 6 * t * t + 3 * t * t * t) / 6);
        weight[at + 2] = (float) ((1 + 3 * t + 3 * t * t - 3 * t * t * t) / 6);
        weight[at + 3] = (float) (t * t * t / 6);
        for (int tap = 0; tap < 4; tap++) {
            index[at + tap] = mirrored(low - 1 + tap, length);
        }
    }

    private static int mirrored(int index, int length) {
        if (length == 1) {
            return 0;
        }
        int period = 2 * (length - 1);
        int folded = Math.floorMod(index, period);
        return folded < length ? folded : period - folded;
    }
}
