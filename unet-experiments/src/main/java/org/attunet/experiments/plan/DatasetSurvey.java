package org.attunet.experiments.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.attunet.data.DataException;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.transform.Range;
import org.attunet.data.transform.Sample;
import org.attunet.eval.inference.Progress;
import org.attunet.experiments.run.RunData;

/**
 * What the training cases of a dataset measure, along the body's axes: left–right, back–front, bottom–top.
 *
 * @param cases how many were read
 * @param spacing median mm between voxels
 * @param extent median mm of a scan
 * @param organ mm that nine of ten organs do not exceed
 * @param classes background included
 * @param organHu the HU of all labelled voxels, without half a percent at either end
 * @param organMean mean HU of labelled voxels
 * @param organDeviation their standard deviation in HU
 */
record DatasetSurvey(
        int cases,
        double[] spacing,
        double[] extent,
        double[] organ,
        int classes,
        Range organHu,
        double organMean,
        double organDeviation) {
    private static final double CUT_OFF = 0.005;
    private static final double NINE_OF_TEN = 0.9;

    /** Reads every training case, one after another. */
    static DatasetSurvey of(RunData data, Progress progress) {
        List<Case> training = data.labelled("train");
        CaseReader reader = new CaseReader(data.dataset().settings());
        HuHistogram values = new HuHistogram();
        List<CaseSurvey> surveys = new ArrayList<>();
        for (Case source : training) {
            Sample sample = reader.read(source);
            surveys.add(CaseSurvey.of(source, sample));
            values.add(sample.image(), sample.label().orElseThrow());
            progress.at(surveys.size(), training.size());
        }
        if (values.isEmpty()) {
            throw new DataException("no training case of " + data.dataset().folder()
                    + " has a labelled voxel, so there is nothing to plan for");
        }
        return of(surveys, values);
    }

    static DatasetSurvey of(List<CaseSurvey> cases, HuHistogram values) {
        return new DatasetSurvey(
                cases.size(),
                quantile(cases, CaseSurvey::spacing, 0.5),
                quantile(cases, CaseSurvey::extent, 0.5),
                quantile(cases.stream().filter(c -> c.organ()[0] > 0).toList(), CaseSurvey::organ, NINE_OF_TEN),
                Math.max(2, cases.stream().mapToInt(CaseSurvey::classes).max().orElseThrow()),
                new Range(values.quantile(CUT_OFF), values.quantile(1 - CUT_OFF)),
                values.mean(),
                values.standardDeviation());
    }

    /** Of each axis by itself: the value that so many of the cases do not exceed. */
    private static double[] quantile(List<CaseSurvey> cases, Function<CaseSurvey, double[]> measure, double share) {
        double[] result = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            int along = axis;
            double[] sorted = cases.stream()
                    .mapToDouble(c -> measure.apply(c)[along])
                    .sorted()
                    .toArray();
            result[axis] = sorted[(int) Math.ceil(share * sorted.length) - 1];
        }
        return result;
    }

    @Override
    public String toString() {
        return cases + " training cases, spacing " + Arrays.toString(spacing) + " mm";
    }
}
