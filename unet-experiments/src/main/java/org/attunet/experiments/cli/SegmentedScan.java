package org.attunet.experiments.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attunet.data.FindingRow;
import org.attunet.experiments.run.PredictTask.Predicted;

/**
 * One scan's result, as it is printed.
 *
 * @param id of the scan
 * @param file its mask's
 * @param organ class 1
 * @param millilitres of the organ
 * @param volumes of all classes but the background, in millilitres
 * @param agreement mean Dice between the members' masks; null of one model
 * @param predictedDice how good the organ's mask probably is; null where no model learned that
 * @param findings what is to be said of it
 */
record SegmentedScan(
        String id,
        String file,
        String organ,
        double millilitres,
        Map<String, Double> volumes,
        Double agreement,
        Double predictedDice,
        List<FindingRow> findings) {
    static SegmentedScan of(String id, String mask, String organ, Predicted predicted) {
        return new SegmentedScan(
                id,
                mask,
                organ,
                predicted.volumes().get(organ),
                predicted.volumes(),
                predicted.agreement(),
                predicted.predictedDice(),
                predicted.findings().stream()
                        .map(finding -> FindingRow.of(finding.in(id)))
                        .toList());
    }

    /** For people. */
    String line() {
        String agree =
                agreement == null ? "" : String.format(Locale.ROOT, ", models agree by a Dice of %.3f", agreement);
        String dice = predictedDice == null ? "" : String.format(Locale.ROOT, ", Dice predicted %.2f", predictedDice);
        return String.format(Locale.ROOT, "%s: %s %.1f ml in %s%s%s", id, organ, millilitres, file, agree, dice);
    }
}
