package org.attunet.experiments.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.attunet.data.AtomicFile;
import org.attunet.data.FileName;
import org.attunet.data.Finding;
import org.attunet.data.dataset.CheckSettings;
import org.attunet.data.dataset.Split.Overlap;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.run.RunData;
import org.attunet.experiments.run.RunLock;
import org.attunet.experiments.settings.ConfigurationException;
import org.deeplearning4j.arbiter.optimize.api.saving.InMemoryResultSaver;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxCandidatesCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;

/**
 * Runs a sweep: Arbiter chooses the candidates, each is a run. Finished runs of the same settings are not repeated, so a sweep
 * that was cut off resumes where it was.
 *
 * @param file what to try
 * @param context on what, and where runs are kept
 * @param changes receives the table whenever a candidate begins or ends
 */
public record SweepJob(SweepFile file, SweepContext context, Consumer<SweepTable> changes) {
    /** Ten years: no limit. */
    private static final double NO_LIMIT_MINUTES = 5e6;

    private static final String TEST = "test";

    /**
     * Tries every candidate and returns the table, which {@code RUNS/<sweep>.csv} holds as well; {@code RUNS/<sweep>.png} shows a
     * search's scores against each setting. Of a search, the best candidate alone is scored on the test cases, once it is chosen.
     */
    public SweepTable run() {
        // Whatever every candidate would fail of is said before the first.
        List<Trial> trials = trials();
        AtomicFile.check(table());
        RunData data = RunData.openAny(context.data());
        parts(data).forEach(data::labelled);
        // Each candidate has its own say in whether a case may be in two parts.
        int classes = mostClasses(trials);
        CheckSettings settings = CheckSettings.DEFAULT.withClasses(classes).withOverlap(Overlap.ALLOWED);
        List<Finding> found = data.fit(settings).findings();
        Generators generators = Generators.of(file, trials);
        SweepTable table = new SweepTable(generators.candidates());
        SweepAbort abort = new SweepAbort();
        CandidateTasks tasks = new CandidateTasks(file, context, found, classes, row -> put(row, table), abort);
        try (RunLock lock = lock()) {
            new LocalOptimizationRunner(context.executor().slots(), configuration(generators, abort), tasks).execute();
            abort.rethrow();
            if (file.sweep().isSearch() && parts(data).contains(TEST)) {
                table.best().ifPresent(best -> score(best, table));
            }
        }
        return table;
    }

    /** Candidates that are tried side by side begin and end one at a time. */
    private void put(SweepRow row, SweepTable table) {
        synchronized (table) {
            table.put(row);
            write(table);
            changes.accept(table);
        }
    }

    /** Two at once would write one table, and each would go on with the other's runs. */
    private RunLock lock() {
        try {
            Files.createDirectories(context.runs().root());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return RunLock.of(
                FileName.inside(context.runs().root(), "." + file.sweep().name() + ".lock"),
                table()
                        + " is being filled by another process; wait for its end or stop it, or name another folder with --runs");
    }

    /** As many as any candidate has; one of fewer looks at the labels itself. */
    private int mostClasses(List<Trial> trials) {
        return file.sweep().isSearch()
                ? experiment(file.sweep().base()).network().classes()
                : trials.stream()
                        .mapToInt(trial ->
                                experiment(trial.experiment()).network().classes())
                        .max()
                        .orElseThrow();
    }

    /** Parts of the split that are needed; a search does without test cases where there are none. */
    private List<String> parts(RunData data) {
        boolean tests = !file.sweep().isSearch() || !data.split().part(TEST).isEmpty();
        return tests ? List.of("train", "validation", TEST) : List.of("train", "validation");
    }

    private void score(SweepRow best, SweepTable table) {
        TestScoreTask scoring = new TestScoreTask(
                best.name() + ", tested",
                best.run().orElseThrow().path().toAbsolutePath().toString(),
                context.data().toAbsolutePath().toString());
        table.score(best, context.executor().run(scoring));
        write(table);
        changes.accept(table);
    }

    private Path table() {
        return FileName.inside(context.runs().root(), file.sweep().name() + ".csv");
    }

    private void write(SweepTable table) {
        String name = file.sweep().name();
        table.write(table());
        if (file.sweep().isSearch()) {
            SearchPlot.write(file, table, FileName.inside(context.runs().root(), name + ".png"));
        }
    }

    private OptimizationConfiguration configuration(Generators generators, SweepAbort abort) {
        Sweep sweep = file.sweep();
        TimeLimit limit = new TimeLimit(sweep.maxMinutes().orElse(NO_LIMIT_MINUTES));
        return new OptimizationConfiguration.Builder()
                .candidateGenerator(new OrderedTrials(generators, limit::isOpen))
                .dataSource(SweepData.class, SweepData.of(context.data()))
                .scoreFunction(new ValidationDice())
                .modelSaver(new InMemoryResultSaver())
                .terminationConditions(abort, new MaxCandidatesCondition(generators.candidates()), limit)
                .rngSeed(sweep.seed())
                .build();
    }

    private List<Trial> trials() {
        if (file.sweep().isSearch()) {
            experiment(file.sweep().base());
            return List.of();
        }
        List<Trial> trials = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String nameOrFile : file.sweep().experiments()) {
            Experiment experiment = experiment(nameOrFile);
            if (!names.add(experiment.name())) {
                throw new ConfigurationException(
                        "two experiments of the sweep are called " + experiment.name() + "; give one another name");
            }
            trials.addAll(trials(Trial.of(nameOrFile, List.of()), experiment.name()));
        }
        return trials;
    }

    private List<Trial> trials(Trial trial, String name) {
        List<Long> seeds = file.sweep().seeds();
        return seeds.isEmpty()
                ? List.of(trial.named(name))
                : seeds.stream().map(seed -> trial.seeded(name, seed)).toList();
    }

    private Experiment experiment(String nameOrFile) {
        return Experiments.load(nameOrFile, context.sizing(), file.settings(), context.assignments());
    }
}
