package org.attunet.experiments.plan;

import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;

/** How often which HU occurs inside labels, over many cases, in bins of one HU. */
final class HuHistogram {
    /** CT values beyond are clipped to these: air and metal. */
    private static final int LOWEST = -1100;

    private static final int HIGHEST = 4100;

    private final long[] counts = new long[HIGHEST - LOWEST + 1];
    private long total;

    /** Adds a case's labelled voxels. */
    void add(Volume image, Mask label) {
        byte[] labels = label.labels();
        for (int n = 0; n < labels.length; n++) {
            if (labels[n] != 0) {
                add(image.get(n));
            }
        }
    }

    void add(float hu) {
        int bin = Math.round(Math.max(LOWEST, Math.min(HIGHEST, hu))) - LOWEST;
        counts[bin]++;
        total++;
    }

    boolean isEmpty() {
        return total == 0;
    }

    /** The least HU at or below which this share of the voxels lies, 0…1. */
    int quantile(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        int bin = -1;
        while (seen < wanted) {
            seen += counts[++bin];
        }
        return bin + LOWEST;
    }

    double mean() {
        double sum = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            sum += (double) counts[bin] * (bin + LOWEST);
        }
        return sum / total;
    }

    /** The population's. */
    double standardDeviation() {
        double mean = mean();
        double sum = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            double away = bin + LOWEST - mean;
            sum += counts[bin] * away * away;
        }
        return Math.sqrt(sum / total);
    }
}
