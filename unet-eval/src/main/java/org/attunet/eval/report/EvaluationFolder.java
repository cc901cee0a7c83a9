package org.attunet.eval.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.attunet.eval.metric.MaskPair;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.PerCaseCsv;
import org.attunet.eval.metric.Scores;
import org.attunet.eval.metric.Summary;
import org.attunet.eval.metric.SummaryJson;

/**
 * Where an evaluation lies: {@code per-case.csv}, {@code summary.json}, {@code overlays/} and {@code predictions/}, one file a
 * case in both.
 *
 * @param path the folder
 */
public record EvaluationFolder(Path path) {
    /** One row a case. */
    public Path perCase() {
        return path.resolve("per-case.csv");
    }

    /** Means and the like. */
    public Path summary() {
        return path.resolve("summary.json");
    }

    /** The picture of a case. */
    public Path overlay(String caseId) {
        return path.resolve("overlays").resolve(caseId + ".png");
    }

    /** The mask that was predicted. */
    public Path prediction(String caseId) {
        return path.resolve("predictions").resolve(caseId + ".nii.gz");
    }

    /** Writes the scores of a split, summed up. */
    public Summary write(String split, List<Scores> cases) {
        Summary summary = Summary.of(split, cases);
        PerCaseCsv.write(perCase(), cases);
        SummaryJson.write(summary(), summary);
        return summary;
    }

    /** Draws a case and keeps its prediction. */
    void keep(Scores scores, Volume image, MaskPair masks, int label) {
        new Overlay(image, masks, label, GreyWindow.ABDOMEN)
                .write(overlay(scores.caseId()), scores.caseId(), line(scores));
        keep(scores.caseId(), masks.prediction());
    }

    private void keep(String caseId, Mask prediction) {
        NiftiWriter.write(prediction, prediction(caseId));
    }

    /** A case's scores in a line. */
    private static String line(Scores scores) {
        if (!scores.has(Metric.ASSD)) {
            return scores.note();
        }
        return String.format(
                Locale.ROOT,
                "Dice %.3f · surface distance %.2f mm · HD95 %.1f mm · %.0f ml predicted, %.0f ml labelled",
                scores.value(Metric.DICE),
                scores.value(Metric.ASSD),
                scores.value(Metric.HD95),
                scores.value(Metric.VOLUME_PRED),
                scores.value(Metric.VOLUME_LABEL));
    }
}
