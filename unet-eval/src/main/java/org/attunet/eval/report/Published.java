package org.attunet.eval.report;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.Statistic;
import org.attunet.eval.report.ResultRow.Source;

/**
 * What others measured on CT-82, the NIH's pancreas CTs. The paper's distances are those of 2-D contours in mm, the
 * reference project's are in voxels of its 2 mm grid: they stand in different columns and must not be compared.
 */
public final class Published {
    private static final double UNKNOWN = Double.NaN;
    /** Cases of the reference project's test split. */
    private static final int REFERENCE_CASES = 20;

    private Published() {}

    /** The paper's row and the reference project's four. */
    public static List<ResultRow> rows() {
        return List.of(
                paper(),
                reference("baseline", 0.7616, 0.7046, 0.8637, 4.5603),
                reference("deeper", 0.7566, 0.6583, 0.9088, 1.3498),
                reference("dice-ce", 0.7930, 0.7558, 0.8598, 1.9074),
                reference("conv-mapping", 0.7500, 0.6771, 0.8742, 1.4986));
    }

    private static ResultRow paper() {
        return new ResultRow(
                "Attention U-Net",
                "",
                Source.PAPER,
                "test",
                "",
                "2 mm",
                OptionalInt.empty(),
                Map.of(
                        Metric.DICE, figure(0.821, 0.057),
                        Metric.PRECISION, figure(0.815, 0.093),
                        Metric.RECALL, figure(0.835, 0.057),
                        Metric.S2S_SLICEWISE, figure(2.333, 0.856)));
    }

    private static ResultRow reference(
            String experiment, double dice, double precision, double recall, double distance) {
        return new ResultRow(
                experiment,
                "",
                Source.REFERENCE_PROJECT,
                "test",
                "reference 51/9/20",
                "2 mm",
                OptionalInt.of(REFERENCE_CASES),
                Map.of(
                        Metric.DICE, figure(dice, UNKNOWN),
                        Metric.PRECISION, figure(precision, UNKNOWN),
                        Metric.RECALL, figure(recall, UNKNOWN),
                        Metric.S2S_VOXELS, figure(distance, UNKNOWN)));
    }

    private static Statistic figure(double mean, double sd) {
        return new Statistic(mean, sd, UNKNOWN, UNKNOWN, UNKNOWN, 0, 0);
    }
}
