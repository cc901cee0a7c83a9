package org.attunet.eval.report;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.attunet.eval.metric.BlandAltman;
import org.attunet.eval.metric.BlandAltman.Point;

/**
 * Axes that hold plots of agreement, those of several runs alike so that they compare.
 *
 * @param across means of volumes, ml
 * @param up differences of volumes, ml; 0 is in it
 */
record AgreementAxes(Ticks across, Ticks up) {
    static AgreementAxes around(BlandAltman volumes) {
        return around(List.of(volumes));
    }

    /** Around every case, bias and limit of agreement; at least one case is needed. */
    static AgreementAxes around(Collection<BlandAltman> runs) {
        DoubleSummaryStatistics means = new DoubleSummaryStatistics();
        DoubleSummaryStatistics differences = new DoubleSummaryStatistics();
        differences.accept(0);
        for (BlandAltman volumes : runs) {
            for (Point point : volumes.points()) {
                means.accept(point.mean());
                differences.accept(point.difference());
            }
            if (volumes.hasLimits()) {
                differences.accept(volumes.low());
                differences.accept(volumes.high());
            }
        }
        return new AgreementAxes(
                Ticks.covering(means.getMin(), means.getMax()),
                Ticks.covering(differences.getMin(), differences.getMax()));
    }
}
