package org.attunet.eval.metric;

/**
 * Voxels of two masks in common and apart.
 *
 * @param both in prediction and label
 * @param predictionOnly false positives
 * @param labelOnly false negatives
 */
record Overlap(long both, long predictionOnly, long labelOnly) {
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
    long predicted() {
        return both + predictionOnly;
    }

    /** Voxels to find. */
    long labelled() {
        return both + labelOnly;
    }

    private boolean nothing() {
        return predicted() + labelled() == 0;
    }

    /** 2 · both / (predicted + labelled); 1 for two empty masks. */
    double dice() {
        return nothing() ? 1 : 2.0 * both / (predicted() + labelled());
    }

    /** Both / either; 1 for two empty masks. */
    double iou() {
        return nothing() ? 1 : (double) both / (both + predictionOnly + labelOnly);
    }

    /** Both / predicted; 1 for two empty masks, missing where nothing was predicted though there was something. */
    double precision() {
        return nothing() ? 1 : predicted() == 0 ? Double.NaN : (double) both / predicted();
    }

    /** Both / labelled; 1 for two empty masks, missing where there was nothing to find but something was predicted. */
    double recall() {
        return nothing() ? 1 : labelled() == 0 ? Double.NaN : (double) both / labelled();
    }
}
