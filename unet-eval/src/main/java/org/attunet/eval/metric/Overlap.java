package org.attunet.eval.metric;

import org.attunet.data.volume.Mask;

/**
 * Voxels of two masks in common and apart.
 *
 * @param both in prediction and label
 * @param predictionOnly false positives
 * @param labelOnly false negatives
 */
public record Overlap(long both, long predictionOnly, long labelOnly) {
    /** Of one label in two masks on the same grid. */
    public static Overlap of(Mask prediction, Mask label, int of) {
        long predicted = 0;
        long labelled = 0;
        long both = 0;
        for (int n = 0; n < label.size().voxels(); n++) {
            boolean found = prediction.get(n) == of;
            boolean there = label.get(n) == of;
            predicted += found ? 1 : 0;
            labelled += there ? 1 : 0;
            both += found && there ? 1 : 0;
        }
        return new Overlap(both, predicted - both, labelled - both);
    }

    static Overlap of(Crop prediction, Crop label) {
        long both = 0;
        byte[] a = prediction.inside();
        byte[] b = label.inside();
        for (int n = 0; n < a.length; n++) {
            both += a[n] & b[n];
        }
        return new Overlap(both, prediction.count() - both, label.count() - both);
    }

    /** Voxels predicted. */
    public long predicted() {
        return both + predictionOnly;
    }

    /** Voxels to find. */
    public long labelled() {
        return both + labelOnly;
    }

    private boolean nothing() {
        return predicted() + labelled() == 0;
    }

    /** 2 · both / (predicted + labelled); 1 for two empty masks. */
    public double dice() {
        return nothing() ? 1 : 2.0 * both / (predicted() + labelled());
    }

    /** Both / either; 1 for two empty masks. */
    public double iou() {
        return nothing() ? 1 : (double) both / (both + predictionOnly + labelOnly);
    }

    /** Both / predicted; 1 for two empty masks, missing where nothing was predicted though there was something. */
    public double precision() {
        return nothing() ? 1 : predicted() == 0 ? Double.NaN : (double) both / predicted();
    }

    /** Both / labelled; 1 for two empty masks, missing where there was nothing to find but something was predicted. */
    public double recall() {
        return nothing() ? 1 : labelled() == 0 ? Double.NaN : (double) both / labelled();
    }
}
