package org.attunet.eval.metric;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.attunet.data.volume.Mask;

/**
 * Scores masks, on the image's own grid and in millimetres. Two empty masks agree: their Dice, IoU, precision, recall and
 * surface Dice are 1. Where only one is empty, Dice, IoU and surface Dice are 0. Distances to or from nothing are missing.
 *
 * @param label the value that counts as the organ, 1…255
 */
public record Scorer(int label) {
    private static final double TOLERANCE_MM = 2;

    /** Scores one case; the figure of the 2 mm grid is taken after resampling both masks there. */
    public Scores score(String caseId, MaskPair masks) {
        return score(caseId, masks, masks);
    }

    /**
     * Scores one case.
     *
     * @param masks on the image's own grid
     * @param networkGrid the same before they were brought there; the figure of the 2 mm grid is taken here, resampled to
     *     2 mm where this is another grid
     */
    public Scores score(String caseId, MaskPair masks, MaskPair networkGrid) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        StringJoiner note = new StringJoiner("; ");
        Optional<Extent> extent = Extent.of(masks, label);
        if (extent.isEmpty()) {
            values.putAll(agreement());
            note.add("both masks are empty: no distances");
        } else {
            List<Planes> planes = Crop.planes(masks.label().geometry(), extent.get());
            Crop prediction = Crop.of(masks.prediction(), label, planes);
            Crop truth = Crop.of(masks.label(), label, planes);
            Overlap overlap = Overlap.of(prediction, truth);
            values.putAll(overlap(overlap, masks.label()));
            if (overlap.predicted() == 0 || overlap.labelled() == 0) {
                values.put(Metric.NSD, 0.0);
                note.add(
                        overlap.predicted() == 0
                                ? "nothing was predicted: no distances, no precision"
                                : "the label is empty: no distances, no recall");
            } else {
                distances(prediction, truth, masks, values, note);
                voxelDistance(
                        networkGrid.equals(masks)
                                ? ReferenceGrid.distance(masks, label, extent.get())
                                : ReferenceGrid.distance(networkGrid, label),
                        values,
                        note);
            }
        }
        return new Scores(caseId, values, note.toString());
    }

    private static Map<Metric, Double> agreement() {
        return Map.of(
                Metric.DICE, 1.0,
                Metric.IOU, 1.0,
                Metric.PRECISION, 1.0,
                Metric.RECALL, 1.0,
                Metric.NSD, 1.0,
                Metric.VOLUME_PRED, 0.0,
                Metric.VOLUME_LABEL, 0.0);
    }

    private static Map<Metric, Double> overlap(Overlap overlap, Mask grid) {
        double millilitres = grid.geometry().voxelVolume() / 1000;
        return Map.of(
                Metric.DICE, overlap.dice(),
                Metric.IOU, overlap.iou(),
                Metric.PRECISION, overlap.precision(),
                Metric.RECALL, overlap.recall(),
                Metric.VOLUME_PRED, overlap.predicted() * millilitres,
                Metric.VOLUME_LABEL, overlap.labelled() * millilitres);
    }

    private static void distances(
            Crop prediction, Crop truth, MaskPair masks, Map<Metric, Double> values, StringJoiner note) {
        SurfaceDistances distances = SurfaceDistances.between(prediction, truth);
        values.put(Metric.ASSD, distances.mean());
        values.put(Metric.HD95, distances.percentile(95));
        values.put(Metric.NSD, distances.shareWithin(TOLERANCE_MM));
        double slicewise = SlicewiseDistance.across(SlicewiseDistance.axial(masks.label()), prediction, truth);
        values.put(Metric.S2S_SLICEWISE, slicewise);
        if (Double.isNaN(slicewise)) {
            note.add("no axial slice holds both: no slice-wise distance");
        }
    }

    private static void voxelDistance(double voxels, Map<Metric, Double> values, StringJoiner note) {
        values.put(Metric.S2S_VOXELS, voxels);
        if (Double.isNaN(voxels)) {
            note.add("a mask is empty on the 2 mm grid: no distance there");
        }
    }
}
