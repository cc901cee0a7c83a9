package org.attunet.experiments.sweep;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.run.Provenance;
import org.attunet.experiments.run.RunData;
import org.attunet.experiments.run.RunStart;
import org.attunet.train.RunFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the run of a candidate, or makes room for it, and has it trained and scored.
 *
 * @param file the sweep it belongs to
 * @param context what all candidates share
 * @param name the experiment its run is kept under
 * @param trial what it is
 */
record CandidateRun(SweepFile file, SweepContext context, String name, Trial trial) {
    private static final Logger LOG = LoggerFactory.getLogger(CandidateRun.class);

    /** Does what is left to do, with data whose labels were checked for so many classes. */
    SweepRow run(RunData dataset, int checkedClasses) {
        Experiment experiment = experiment();
        RunData data = dataset.withFold(experiment.data().fold());
        RunFolder folder =
                earlier(experiment, data).orElseGet(() -> RunStart.place(experiment.name(), data, context.runs()));
        try {
            CandidateTask.End end = context.executor()
                    .run(new CandidateTask(
                            name,
                            trial.share(),
                            Experiments.yaml(experiment),
                            context.data().toAbsolutePath().toString(),
                            folder.path().toAbsolutePath().toString(),
                            !file.sweep().isSearch(),
                            checkedClasses,
                            new ArrayList<>(dataset.findings())));
            return row(folder, end);
        } finally {
            RunStart.discardUnbegun(folder);
        }
    }

    private SweepRow row(RunFolder folder, CandidateTask.End end) {
        return new SweepRow(
                name,
                trial.group(),
                trial.assignments(),
                end.state(),
                Optional.of(folder),
                OptionalDouble.of(end.validationDice()),
                Double.isNaN(end.testDice()) ? OptionalDouble.empty() : OptionalDouble.of(end.testDice()),
                end.minutes(),
                "");
    }

    private Experiment experiment() {
        List<String> assignments = new ArrayList<>(trial.assignments());
        assignments.add("name=" + name);
        assignments.addAll(context.assignments());
        return Experiments.load(trial.experiment(), context.sizing(), file.settings(), assignments);
    }

    /** The newest run of the same settings on the same data, whatever its state. */
    private Optional<RunFolder> earlier(Experiment experiment, RunData data) {
        if (context.start() == SweepContext.Start.FRESH) {
            return Optional.empty();
        }
        Optional<RunFolder> earlier = context.runs().of(name).stream()
                .filter(run -> Files.exists(run.experiment()))
                .filter(run -> Experiments.differences(
                                Experiments.load(run.path().toString(), Optional.empty(), List.of()), experiment)
                        .isEmpty())
                .filter(run -> Provenance.read(run).isOf(data))
                .findFirst();
        earlier.map(Provenance::read)
                .filter(run -> !run.isOfThisCode())
                .ifPresent(run ->
                        LOG.warn("{} counts as it is, trained by {}; --fresh trains it again", name, run.code()));
        return earlier;
    }
}
