package org.attunet.eval.metric;

/** What is measured of a case, in the order of the columns of the tables. */
public enum Metric {
    /** Dice coefficient, 0…1. */
    DICE("dice", "Dice", "0…1", Better.HIGHER),
    /** Intersection over union, 0…1. */
    IOU("iou", "IoU", "0…1", Better.HIGHER),
    /** Share of what was predicted that is right, 0…1. */
    PRECISION("precision", "Precision", "0…1", Better.HIGHER),
    /** Share of what was to be found that was found, 0…1. */
    RECALL("recall", "Recall", "0…1", Better.HIGHER),
    /** Average symmetric surface distance on the image's own grid, mm. */
    ASSD("assd_mm", "Surface distance", "mm", Better.LOWER),
    /** The larger 95th percentile of the surface distances of both directions, mm. */
    HD95("hd95_mm", "HD95", "mm", Better.LOWER),
    /** Surface Dice: share of both surfaces within 2 mm of the other, 0…1. */
    NSD("nsd_2mm", "Surface Dice 2 mm", "0…1", Better.HIGHER),
    /** The reference project's figure: average symmetric surface distance on the 2 mm grid, in voxels of it. */
    S2S_VOXELS("s2s_voxels", "Surface distance, 2 mm grid", "voxels of 2 mm", Better.LOWER),
    /** The paper's own kind: distance of 2-D contours, mean over the axial slices where both exist, mm. */
    S2S_SLICEWISE("s2s_slicewise_mm", "Surface distance, slice-wise", "mm, 2-D", Better.LOWER),
    /** Volume of the prediction, ml. */
    VOLUME_PRED("volume_pred_ml", "Predicted volume", "ml", Better.NEITHER),
    /** Volume of the label, ml. */
    VOLUME_LABEL("volume_label_ml", "Label volume", "ml", Better.NEITHER),
    /** Volume of the prediction minus that of the label, ml; follows from both, so {@code per-case.csv} has no column of it. */
    VOLUME_DIFFERENCE("volume_difference_ml", "Volume difference", "ml", Better.NEITHER);

    /** Which end of a metric is the good one. */
    public enum Better {
        /** More is better. */
        HIGHER,
        /** Less is better. */
        LOWER,
        /** No end is better. */
        NEITHER
    }

    private final String column;
    private final String title;
    private final String unit;
    private final Better better;

    Metric(String column, String title, String unit, Better better) {
        this.column = column;
        this.title = title;
        this.unit = unit;
        this.better = better;
    }

    /** The name in files. */
    public String column() {
        return column;
    }

    /** The name for readers. */
    public String title() {
        return title;
    }

    /** The unit, or the range of what has none. */
    public String unit() {
        return unit;
    }

    /** Which end is the good one. */
    public Better better() {
        return better;
    }
}
