package org.attunet.experiments.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.attunet.data.Finding;
import org.attunet.data.cache.DiskCases.Kept;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.Dataset;
import org.attunet.eval.inference.Progress;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.run.PreprocessTask.Preprocessed;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.experiments.task.SideBySide;
import org.attunet.experiments.task.TaskEnd;
import org.attunet.experiments.task.TaskExecutor;

/**
 * A whole dataset into the cache that trainings of an experiment read. Cases that are there already are passed over, so the same command
 * again goes on; one that cannot be used does not keep the others from being prepared.
 *
 * @param experiment how cases are preprocessed
 * @param dataset whose
 * @param cache where
 * @param executor who does it
 * @param progress receives how many cases are done
 */
public record Preprocessing(
        Experiment experiment, Dataset dataset, Path cache, TaskExecutor executor, Progress progress) {

    /**
     * What became of all cases.
     *
     * @param prepared how many are in the cache now and were not
     * @param found how many were there
     * @param unlabelled ids of those without a label, which no training reads
     * @param leftOut ids of those that cannot be used
     * @param withoutRoom ids of those that the cache did not take
     * @param findings of all cases, in their order
     */
    public record Done(
            int prepared,
            int found,
            List<String> unlabelled,
            List<String> leftOut,
            List<String> withoutRoom,
            List<Finding> findings) {}

    /** Prepares what is not there. */
    public Done run() {
        if (experiment.data().cache().storage().isEmpty()) {
            throw new ConfigurationException(experiment.name()
                    + " keeps no preprocessed cases on disk (data.cache.storage is none): there is nothing to prepare");
        }
        List<String> unlabelled = dataset.cases().stream()
                .filter(source -> source.label().isEmpty())
                .map(Case::id)
                .toList();
        List<PreprocessTask> tasks = dataset.cases().stream()
                .filter(source -> source.label().isPresent())
                .map(this::task)
                .toList();
        NavigableMap<Integer, Preprocessed> ends = new TreeMap<>();
        SideBySide.run(executor, tasks, (TaskEnd<Preprocessed> end) -> {
            ends.put(end.index(), end.orThrow());
            progress.at(ends.size(), tasks.size());
        });
        return done(tasks, ends, unlabelled);
    }

    private PreprocessTask task(Case source) {
        return new PreprocessTask(
                dataset.folder().toAbsolutePath().toString(),
                source.id(),
                Experiments.yaml(experiment),
                cache.toAbsolutePath().toString());
    }

    private static Done done(
            List<PreprocessTask> tasks, NavigableMap<Integer, Preprocessed> ends, List<String> unlabelled) {
        List<Finding> findings = new ArrayList<>();
        ends.values().forEach(end -> findings.addAll(end.findings()));
        return new Done(
                ids(tasks, ends, Optional.of(Kept.PREPARED)).size(),
                ids(tasks, ends, Optional.of(Kept.FOUND)).size(),
                unlabelled,
                ids(tasks, ends, Optional.empty()),
                ids(tasks, ends, Optional.of(Kept.NO_ROOM)),
                findings);
    }

    private static List<String> ids(
            List<PreprocessTask> tasks, NavigableMap<Integer, Preprocessed> ends, Optional<Kept> kept) {
        return ends.entrySet().stream()
                .filter(end -> Optional.ofNullable(end.getValue().kept()).equals(kept))
                .map(end -> tasks.get(end.getKey()).id())
                .toList();
    }
}
