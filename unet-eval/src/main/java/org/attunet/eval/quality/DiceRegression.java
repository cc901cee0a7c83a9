package org.attunet.eval.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.stat.StatUtils;
import org.attunet.eval.quality.DicePredictor.Fit;

/**
 * Learns a {@link DicePredictor}: ridge regression of Dice on standardised traits (Hoerl and Kennard, Technometrics 1970). The ridge draws
 * the weights to 0, so that a few cases teach little more than their mean; and no trait counts for more than three deviations, so that the
 * one mask in pieces among many that are whole does not make of the next one whatever a line through two points says.
 */
public final class DiceRegression {
    /** Fewer cases teach nothing. */
    public static final int FEWEST = 8;

    /** How many numbers a mask is described by. */
    static final int TRAITS = 3;

    private static final double RIDGE = 3;

    private DiceRegression() {}

    /**
     * Learns from cases.
     *
     * @throws IllegalArgumentException if there are fewer than {@value #FEWEST}
     */
    public static DicePredictor fit(List<LabelledMask> cases) {
        if (cases.size() < FEWEST) {
            throw new IllegalArgumentException("it takes " + FEWEST + " cases at least, not " + cases.size());
        }
        double[] truth = dice(cases);
        double[] predicted = leftOut(cases);
        return regression(cases, WarningLine.of(predicted, truth), Fit.of(predicted, truth));
    }

    /** The Dice of each case as the others predict it. */
    public static double[] leftOut(List<LabelledMask> cases) {
        return IntStream.range(0, cases.size())
                .mapToDouble(n -> {
                    List<LabelledMask> others = new ArrayList<>(cases);
                    MaskTraits left = others.remove(n).traits();
                    return regression(others, 0, new Fit(0, 0, 0, 0)).dice(left);
                })
                .toArray();
    }

    /** What stands for a mask, each so that Dice is about a linear function of it. */
    static double[] values(MaskTraits traits) {
        return new double[] {traits.margin(), Math.log(traits.millilitres() + 1), traits.largestShare()};
    }

    /** Empty masks have no traits to learn from, and are predicted 0 anyway. */
    private static DicePredictor regression(List<LabelledMask> all, double warnedBelow, Fit fit) {
        List<LabelledMask> cases =
                all.stream().filter(one -> !one.traits().isEmpty()).toList();
        RealMatrix x = new Array2DRowRealMatrix(Math.max(1, cases.size()), TRAITS);
        for (int row = 0; row < cases.size(); row++) {
            x.setRow(row, values(cases.get(row).traits()));
        }
        double[] centres = new double[TRAITS];
        double[] scales = new double[TRAITS];
        for (int trait = 0; trait < TRAITS; trait++) {
            double[] column = x.getColumn(trait);
            centres[trait] = StatUtils.mean(column);
            scales[trait] = deviation(column);
            for (int row = 0; row < column.length; row++) {
                x.setEntry(row, trait, DicePredictor.standardised(column[row], centres[trait], scales[trait]));
            }
        }
        double intercept = cases.isEmpty() ? 0 : StatUtils.mean(dice(cases));
        RealVector y = new ArrayRealVector(x.getRowDimension());
        for (int row = 0; row < cases.size(); row++) {
            y.setEntry(row, cases.get(row).dice() - intercept);
        }
        return new DicePredictor(intercept, list(centres), list(scales), list(ridge(x, y)), warnedBelow, fit);
    }

    /** (XᵀX + λ I)⁻¹ Xᵀ y. */
    private static double[] ridge(RealMatrix x, RealVector y) {
        RealMatrix normal = x.transpose().multiply(x);
        for (int n = 0; n < normal.getRowDimension(); n++) {
            normal.addToEntry(n, n, RIDGE);
        }
        return new CholeskyDecomposition(normal)
                .getSolver()
                .solve(x.preMultiply(y))
                .toArray();
    }

    /** 1 of values that are all the same: they say nothing. */
    private static double deviation(double[] values) {
        double deviation = Math.sqrt(StatUtils.populationVariance(values));
        return deviation > 0 ? deviation : 1;
    }

    private static double[] dice(List<LabelledMask> cases) {
        return cases.stream().mapToDouble(LabelledMask::dice).toArray();
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
