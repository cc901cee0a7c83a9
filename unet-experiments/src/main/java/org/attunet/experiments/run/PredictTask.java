package org.attunet.experiments.run;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.volume.Mask;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.quality.PredictedDice;
import org.attunet.experiments.run.PredictionJob.Prediction;
import org.attunet.experiments.task.Task;
import org.attunet.experiments.task.TaskContext;

/**
 * Segments one scan and writes what was found.
 *
 * @param order what it has in common with others
 * @param title the scan's id
 * @param mask the file of its mask
 * @param format what that is written as
 * @param journal folder in which is noted that it is done; null where it is not
 */
public record PredictTask(PredictOrder order, String title, String mask, MaskFormat format, String journal)
        implements Task<PredictTask.Predicted> {
    private static final long serialVersionUID = 1L;

    /**
     * What was found in a scan.
     *
     * @param volumes of each class but the background, in millilitres, in the order of the classes
     * @param agreement mean Dice between the members' masks; null of one model
     * @param predictedDice how good the mask of class 1 probably is; null where no model learned that
     * @param findings what is to be said of the scan and its mask
     */
    public record Predicted(Map<String, Double> volumes, Double agreement, Double predictedDice, List<Finding> findings)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        /** Keeps its own copies. */
        public Predicted {
            volumes = new LinkedHashMap<>(volumes);
            findings = List.copyOf(findings);
        }
    }

    @Override
    public Predicted run(TaskContext context) {
        Optional<PredictRecords> records =
                Optional.ofNullable(journal).map(folder -> new PredictRecords(Path.of(folder)));
        return records.flatMap(done -> done.find(title))
                .filter(done -> Files.exists(Path.of(mask)))
                .orElseGet(() -> {
                    Predicted predicted = predict(context);
                    records.ifPresent(done -> done.keep(title, predicted));
                    return predicted;
                });
    }

    private Predicted predict(TaskContext context) {
        PredictShare share = PredictShare.of(order, context);
        ScanImage image = image(share.scan(title), context);
        List<Finding> findings = new ArrayList<>(image.findings());
        return share.with(context.backend(), job -> {
            Prediction prediction =
                    job.predict(image, new PredictionFiles(title, Path.of(mask), format), progress(context));
            prediction.findings().stream()
                    .filter(finding -> !job.findings().contains(finding)) // said once of all
                    .forEach(finding -> note(finding, context));
            findings.addAll(prediction.findings());
            return new Predicted(
                    volumes(prediction.mask(), job.classes()),
                    prediction.agreement().orElse(null),
                    prediction.dice().map(PredictedDice::dice).orElse(null),
                    findings);
        });
    }

    /** Of the windows of the scan; the way in which the task is stopped between two of them. */
    private Progress progress(TaskContext context) {
        Progress windows = context.watcher()
                .<Progress>map(to -> (done, total) -> to.accept(100 * done / total + " % of its windows"))
                .orElse(context.cases());
        return (done, total) -> {
            context.interruption().requireGoingOn(title);
            windows.at(done, total);
        };
    }

    private ScanImage image(Scan scan, TaskContext context) {
        ScanImage read = scan.load().get();
        ScanImage image = order.scans().isNanReplaced() ? read.withoutNotFinite() : read;
        for (Finding finding : image.findings()) {
            if (finding.severity() == Severity.ERROR) {
                throw new DataException(finding.code() + ": " + finding.message());
            }
            note(finding, context);
        }
        return image;
    }

    private void note(Finding finding, TaskContext context) {
        context.note(title + ": " + finding.message());
    }

    private static Map<String, Double> volumes(Mask mask, List<String> classes) {
        Map<String, Double> volumes = new LinkedHashMap<>();
        for (int label = 1; label < classes.size(); label++) {
            volumes.put(classes.get(label), mask.millilitres(label));
        }
        return volumes;
    }
}
