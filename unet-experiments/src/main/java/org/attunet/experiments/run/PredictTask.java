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
import org.attunet.eval.quality.PredictedDice;
import org.attunet.experiments.place.Place;
import org.attunet.experiments.place.Scratch;
import org.attunet.experiments.run.PredictionJob.Prediction;
import org.attunet.experiments.task.Task;
import org.attunet.experiments.task.TaskContext;

/**
 * Segments one scan and writes what was found.
 *
 * @param order what it has in common with others
 * @param title the scan's id
 * @param mask the file of its mask, or its URI
 * @param format what that is written as
 * @param journal folder in which is noted that it is done; null where it is not, such as of masks that go to a URI
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
        Scan scan = share.scan(title);
        Place place = new Place(mask);
        return share.with(
                context.backend(),
                job -> place.isRemote()
                        ? Scratch.deliveredTo(
                                place.parent(), folder -> predict(job, scan, folder.resolve(place.name()), context))
                        : predict(job, scan, place.path(), context));
    }

    private Predicted predict(PredictionJob job, Scan scan, Path file, TaskContext context) {
        Ready ready = ready(job, scan, file, context);
        Prediction prediction = job.predict(ready.scan(), context.windows(title));
        prediction.findings().stream()
                .filter(finding -> !job.findings().contains(finding)) // said once of all
                .forEach(finding -> note(finding, context));
        List<Finding> findings = new ArrayList<>(ready.findings());
        findings.addAll(prediction.findings());
        return new Predicted(
                volumes(prediction.mask(), job.classes()),
                prediction.agreement().orElse(null),
                prediction.dice().map(PredictedDice::dice).orElse(null),
                findings);
    }

    /** @param findings of the scan as it was read */
    private record Ready(PreparedScan scan, List<Finding> findings) {}

    /** Reads the scan; nothing but what is returned holds on to it then. */
    private Ready ready(PredictionJob job, Scan scan, Path file, TaskContext context) {
        ScanImage read = scan.load().get();
        ScanImage image = order.scans().isNanReplaced() ? read.withoutNotFinite() : read;
        List<Finding> findings = image.findings();
        for (Finding finding : findings) {
            if (finding.severity() == Severity.ERROR) {
                throw new DataException(finding.code() + ": " + finding.message());
            }
            note(finding, context);
        }
        return new Ready(job.prepare(image, new PredictionFiles(title, file, format)), findings);
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
