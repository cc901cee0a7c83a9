package org.attunet.eval.metric;

import java.util.List;

/**
 * How far predicted volumes agree with labelled ones (Bland and Altman, Lancet 1986): a point a case, the mean of both volumes
 * across and prediction minus label up.
 *
 * @param points of the cases that have both volumes
 * @param bias mean of the differences, ml: above 0 where more is predicted than labelled; NaN without a case
 * @param sd their standard deviation, ml, with n − 1 in the denominator; NaN with fewer than two cases
 */
public record BlandAltman(List<Point> points, double bias, double sd) {
    /** As many standard deviations around the mean hold 95 % of a normal distribution. */
    private static final double NORMAL_95 = 1.96;

    /**
     * A case.
     *
     * @param caseId the case
     * @param mean of predicted and labelled volume, ml
     * @param difference prediction minus label, ml
     */
    public record Point(String caseId, double mean, double difference) {}

    /** Keeps its own copy. */
    public BlandAltman {
        points = List.copyOf(points);
    }

    /** Of the cases that have both volumes. */
    public static BlandAltman of(List<Scores> cases) {
        List<Point> points = cases.stream()
                .filter(scores -> scores.has(Metric.VOLUME_DIFFERENCE))
                .map(scores -> new Point(
                        scores.caseId(),
                        (scores.value(Metric.VOLUME_PRED) + scores.value(Metric.VOLUME_LABEL)) / 2,
                        scores.value(Metric.VOLUME_DIFFERENCE)))
                .toList();
        Statistic differences =
                Statistic.of(points.stream().mapToDouble(Point::difference).toArray());
        return new BlandAltman(points, differences.mean(), differences.sd());
    }

    /** Whether there are limits of agreement: at least two cases. */
    public boolean hasLimits() {
        return points.size() > 1;
    }

    /** Lower limit of agreement, ml: bias − 1.96 standard deviations. */
    public double low() {
        return bias - NORMAL_95 * sd;
    }

    /** Upper limit of agreement, ml: bias + 1.96 standard deviations. */
    public double high() {
        return bias + NORMAL_95 * sd;
    }
}
