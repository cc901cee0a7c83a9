package org.attunet.experiments.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.attunet.eval.inference.Progress;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.run.EvaluationJob;
import org.attunet.experiments.run.Interruption;
import org.attunet.experiments.run.Provenance;
import org.attunet.experiments.run.RunData;
import org.attunet.experiments.run.Runs;
import org.attunet.experiments.run.TrainingJob;
import org.attunet.train.InterruptedTrainingException;
import org.attunet.train.RunFolder;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxCandidatesCondition;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxTimeCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains and evaluates experiments one after the other, driven by Arbiter. A run with the same settings that came to its end is
 * taken as it is, one that did not goes on where it stands, unless the sweep begins anew.
 */
public final class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final long MAX_DAYS = 365;
    private final Map<String, Experiment> experiments = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final RunData data;
    private final Runs runs;
    private final Start start;
    private final Interruption interruption;
    private InterruptedTrainingException interrupted;

    /** What is done with runs that are there. */
    public enum Start {
        /** They count. */
        CONTINUE,
        /** Everything is trained once more. */
        AFRESH
    }

    /** Prepares a sweep over experiments with different names. */
    public Sweep(List<Experiment> experiments, RunData data, Runs runs, Start start, Interruption interruption) {
        experiments.forEach(experiment -> this.experiments.put(experiment.name(), experiment));
        this.data = data;
        this.runs = runs;
        this.start = start;
        this.interruption = interruption;
    }

    /**
     * Runs all of it.
     *
     * @return what failed, by experiment
     * @throws InterruptedTrainingException if a run was asked to stop
     */
    public Map<String, String> run() {
        OptimizationConfiguration configuration = new OptimizationConfiguration.Builder()
                .candidateGenerator(new ExperimentGenerator(List.copyOf(experiments.keySet())))
                .dataSource(Cases.class, null)
                .scoreFunction(new ValidationDice())
                .terminationConditions(
                        new MaxCandidatesCondition(experiments.size()), new MaxTimeCondition(MAX_DAYS, TimeUnit.DAYS))
                .build();
        new LocalOptimizationRunner(1, configuration, new CandidateTasks(new Task())).execute();
        if (interrupted != null) {
            throw interrupted;
        }
        return failures;
    }

    /** Arbiter asks for one; the cases come with the sweep. */
    public static final class Cases implements DataSource {
        private static final long serialVersionUID = 1L;

        @Override
        public void configure(Properties properties) {
            // Nothing to configure.
        }

        @Override
        public Object trainData() {
            return List.of();
        }

        @Override
        public Object testData() {
            return List.of();
        }

        @Override
        public Class<?> getDataType() {
            return List.class;
        }
    }

    private final class Task implements ExperimentTask {
        @Override
        public double run(String name) {
            if (interrupted != null) {
                throw interrupted;
            }
            Experiment experiment = experiments.get(name);
            int position = List.copyOf(experiments.keySet()).indexOf(name) + 1;
            LOG.info("experiment {} of {}: {}", position, experiments.size(), name);
            RunFolder folder = trained(experiment);
            if (!Files.exists(folder.evaluation().resolve("summary.json"))) {
                new EvaluationJob(folder.best(), data.dataset().settings(), Progress.NONE)
                        .run(data.split().protocol() + " test", data.labelled("test"), folder.evaluation());
            }
            return Provenance.read(folder).outcome().bestDice();
        }

        private RunFolder trained(Experiment experiment) {
            RunFolder folder = start == Start.AFRESH
                    ? runs.create(experiment.name())
                    : same(experiment).orElseGet(() -> runs.create(experiment.name()));
            boolean done = Files.exists(folder.provenance())
                    && Provenance.read(folder)
                            .outcome()
                            .isFinished(experiment.training().epochs());
            if (!done) {
                new TrainingJob(experiment, data, folder, interruption).run();
            }
            return folder;
        }

        /** The newest run with exactly these settings. */
        private Optional<RunFolder> same(Experiment experiment) {
            String settings = Experiments.yaml(experiment);
            return runs.of(experiment.name()).stream()
                    .filter(folder -> settings.equals(text(folder.experiment())))
                    .findFirst();
        }

        private static String text(Path file) {
            try {
                return Files.exists(file) ? Files.readString(file) : "";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void failed(String experiment, Throwable failure) {
            if (failure instanceof InterruptedTrainingException stop) {
                interrupted = stop;
            } else {
                LOG.error("{} failed: {}", experiment, failure.getMessage());
                failures.put(experiment, String.valueOf(failure.getMessage()));
            }
        }
    }
}
