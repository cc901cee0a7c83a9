package org.attunet.experiments.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attunet.data.DataException;
import org.attunet.data.dataset.DatasetFolder;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.metric.SummaryJson;
import org.attunet.eval.report.EvaluationFolder;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.train.RunFolder;

/**
 * Runs a run again from what it recorded, in a folder {@code repro} of its own, and compares.
 *
 * @param original a finished run
 * @param dataset where its dataset lies now; empty for where it lay
 * @param context what computes, and how it is stopped
 * @param progress of the evaluation
 */
public record Reproduction(RunFolder original, Optional<Path> dataset, RunContext context, Progress progress) {
    private static final String DEVICE = "run.json device";

    /**
     * What is not the same.
     *
     * @param field where it stands
     * @param before in the original; empty where it has no such field
     * @param now in the new run
     */
    public record Difference(String field, String before, String now) {}

    /** Trains, evaluates if the original was evaluated, and compares field by field. */
    public List<Difference> run() {
        Provenance before = Provenance.read(original);
        Experiment experiment = Experiments.load(original.path().toString(), Optional.empty(), List.of());
        if (!before.outcome().isFinished(experiment.training().epochs())) {
            throw new DataException("the run " + original.path() + " has not come to its end ("
                    + before.outcome().epochs() + " of " + experiment.training().epochs()
                    + " epochs); finish it first with train --resume");
        }
        RunData data = new RunData(DatasetFolder.open(folder(before)), before.split());
        RunFolder again = new Runs(original.path()).create(RunFolder.REPETITIONS);
        new TrainingJob(experiment, data, again, context).run();
        Path summary = new EvaluationFolder(original.evaluation()).summary();
        if (Files.exists(summary)) {
            String split = SummaryJson.read(summary).split();
            new EvaluationJob(again.best(), data.dataset().settings(), progress, context.backend())
                    .run(split, data.labelled(split), again.evaluation());
        }
        Map<String, String> facts = RunFacts.of(original);
        Map<String, String> now = RunFacts.of(again);
        facts.putIfAbsent(DEVICE, now.get(DEVICE)); // earlier versions noted none
        return differences(facts, now);
    }

    private Path folder(Provenance before) {
        Path folder = dataset.orElseGet(() -> Path.of(before.dataset().folder()));
        if (!Files.isDirectory(folder)) {
            throw new DataException("there is no dataset folder " + folder + "; say by --data where it lies now");
        }
        return folder;
    }

    static List<Difference> differences(Map<String, String> before, Map<String, String> now) {
        Set<String> fields = new LinkedHashSet<>(before.keySet());
        fields.addAll(now.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String field : fields) {
            Difference difference = new Difference(field, before.getOrDefault(field, ""), now.getOrDefault(field, ""));
            if (!difference.before().equals(difference.now())) {
                differences.add(difference);
            }
        }
        return differences;
    }
}
