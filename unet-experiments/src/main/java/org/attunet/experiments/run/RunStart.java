package org.attunet.experiments.run;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.model.engine.Backend;
import org.attunet.train.RunFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a run begins: in a folder of its own, or where an earlier one was left. */
public final class RunStart {
    private static final Logger LOG = LoggerFactory.getLogger(RunStart.class);

    /** Changed files that a message names. */
    private static final int MOST_NAMED = 4;

    private static final String START_OVER = "start over: train without --resume, cross-validate with --fresh";

    private RunStart() {}

    /** A new folder; data that no run can use and work that memory does not hold are refused before it is made. */
    public static RunFolder begin(Experiment experiment, RunData data, Runs runs, Backend backend) {
        data.labelled("train");
        data.labelled("validation");
        require(experiment, data, backend);
        return runs.create(experiment.name());
    }

    /** A new folder for a run that another process begins, which refuses what this one cannot know of. */
    public static RunFolder place(String experiment, RunData data, Runs runs) {
        data.labelled("train");
        data.labelled("validation");
        return runs.create(experiment);
    }

    /** Removes the folder of a run that was placed and never begun. */
    public static void discardUnbegun(RunFolder run) {
        if (!Files.exists(run.provenance())) {
            Unbegun.discard(run);
            Unbegun.discardEmpty(run.path());
        }
    }

    /** Refuses what would end every run of the experiment on these cases. */
    public static void require(Experiment experiment, RunData data, Backend backend) {
        SpacingCheck.require(experiment, data);
        MemoryCheck.require(experiment, backend);
        InitialModel.require(experiment);
        CoarseModels.require(experiment, backend);
    }

    /** The newest unfinished run of the experiment; a new one, with a word about it, where there is none. */
    public static RunFolder resume(Experiment experiment, RunData data, Runs runs, Backend backend) {
        Optional<RunFolder> run =
                runs.newestUnfinished(experiment.name(), experiment.training().epochs());
        if (run.isEmpty()) {
            LOG.info("no unfinished run of {} under {}: a new one begins", experiment.name(), runs.root());
            return begin(experiment, data, runs, backend);
        }
        return resume(experiment, data, run.get(), backend);
    }

    /**
     * The run of the experiment that a user named, by its folder or by its id.
     *
     * @throws DataException where there is no such run, or nothing is left to do for it
     * @throws ConfigurationException where it is a run of another experiment or was begun with other settings
     */
    public static RunFolder resume(Experiment experiment, RunData data, Runs runs, String name, Backend backend) {
        RunFolder run = runs.named(experiment.name(), name);
        String of = settings(run).name();
        if (!of.equals(experiment.name())) {
            throw new ConfigurationException("the run " + run.path() + " is one of " + of + ", not of "
                    + experiment.name() + "; give --experiment " + of + " or name another run");
        }
        Outcome outcome = Provenance.read(run).outcome();
        if (outcome.isFinished(experiment.training().epochs())) {
            throw new DataException("the run " + run.path() + " has come to its end after " + outcome.epochs()
                    + " epochs: nothing is left to resume; --set training.epochs=N with a larger N trains one that was not"
                    + " stopped early on");
        }
        return resume(experiment, data, run, backend);
    }

    private static RunFolder resume(Experiment experiment, RunData data, RunFolder run, Backend backend) {
        requireSame(experiment, data, run);
        MemoryCheck.require(experiment, backend);
        return run;
    }

    private static Experiment settings(RunFolder run) {
        return Experiments.load(run.path().toString(), Optional.empty(), List.of());
    }

    /**
     * What may differ when a run is resumed: how long, what is done where it diverges, and what changes no weight. On another device a
     * run is resumed in what that computes in.
     */
    private static final List<String> FREE = List.of(
            "training.epochs:",
            "training.precision:",
            "inference.precision:",
            "training.guard.",
            "data.threads:",
            "data.cache.gigabytes:");

    /** Refuses other settings, another split or other files than the run was begun with. */
    static void requireSame(Experiment experiment, RunData data, RunFolder run) {
        List<String> changed = Experiments.differences(settings(run), experiment).stream()
                .filter(difference -> FREE.stream().noneMatch(difference::startsWith))
                .toList();
        if (!changed.isEmpty()) {
            throw new ConfigurationException("the run " + run.path() + " was begun with other settings: "
                    + String.join("; ", changed) + ". Give the same, or " + START_OVER);
        }
        Provenance record = Provenance.read(run);
        if (!record.split().equals(data.split())) {
            throw new DataException("the run " + run.path() + " was begun with another split than that of "
                    + data.dataset().folder() + "; " + START_OVER);
        }
        List<String> files = record.changed(data);
        if (!files.isEmpty()) {
            throw new DataException("the run " + run.path() + " was begun with other content of "
                    + String.join(", ", files.subList(0, Math.min(MOST_NAMED, files.size())))
                    + (files.size() > MOST_NAMED ? " and " + (files.size() - MOST_NAMED) + " more files" : "")
                    + " than " + data.dataset().folder() + " now has; " + START_OVER);
        }
    }
}
