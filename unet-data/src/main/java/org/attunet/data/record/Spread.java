package org.attunet.data.record;

/** Mean and range of image values. */
record Spread(double mean, float low, float high) {
    static Spread of(float[] values) {
        double sum = 0;
        float low = values[0];
        float high = values[0];
        for (float value : values) {
            sum += value;
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new Spread(sum / values.length, low, high);
    }
}
