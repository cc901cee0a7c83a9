package org.attunet.experiments.run;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.cache.DiskCases;
import org.attunet.data.cache.DiskCases.Kept;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CheckSettings;
import org.attunet.data.dataset.Dataset;
import org.attunet.data.dataset.DatasetCheck;
import org.attunet.data.dataset.DatasetFolder;
import org.attunet.data.dataset.Split;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.task.Task;
import org.attunet.experiments.task.TaskContext;

/**
 * One case of a dataset into the cache, as an experiment preprocesses it. A case that {@code check} calls wrong is left out.
 *
 * @param data the dataset's folder
 * @param id of the case
 * @param experiment as YAML
 * @param cache the cache's folder
 */
public record PreprocessTask(String data, String id, String experiment, String cache)
        implements Task<PreprocessTask.Preprocessed> {
    private static final long serialVersionUID = 1L;

    /**
     * What became of a case.
     *
     * @param kept whether it is in the cache; null where it was left out
     * @param findings what was put right, warned of, or is the reason that it was left out
     */
    public record Preprocessed(Kept kept, ArrayList<Finding> findings) implements Serializable {
        /** Whether it cannot be used. */
        public boolean isLeftOut() {
            return kept == null;
        }
    }

    /** What the cases of a dataset have in common. */
    private record Recipe(Dataset dataset, Experiment settings, DiskCases cases) implements AutoCloseable {
        static Recipe of(PreprocessTask task) {
            Dataset dataset = DatasetFolder.open(Path.of(task.data));
            Experiment settings = Experiments.read(task.experiment);
            DiskCases cases = settings.data()
                    .cache()
                    .onDisk(dataset.settings(), settings.data().preprocessing(), Path.of(task.cache))
                    .orElseThrow();
            return new Recipe(dataset, settings, cases);
        }

        @Override
        public void close() {
            cases.close();
        }
    }

    @Override
    public String title() {
        return id;
    }

    @Override
    public Preprocessed run(TaskContext context) {
        Recipe recipe = context.shared(List.of(data, experiment, cache), Recipe.class, () -> Recipe.of(this));
        try {
            ArrayList<Finding> findings = new ArrayList<>(checked(recipe));
            boolean isWrong = findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
            return new Preprocessed(isWrong ? null : recipe.cases.keep(source(recipe)), findings);
        } catch (DataException e) {
            return new Preprocessed(null, new ArrayList<>(List.of(e.toFinding(id))));
        }
    }

    private Case source(Recipe recipe) {
        return recipe.dataset.cases(List.of(id)).get(0);
    }

    /** As a case that is trained on. */
    private List<Finding> checked(Recipe recipe) {
        CheckSettings settings =
                CheckSettings.DEFAULT.withClasses(recipe.settings.network().classes());
        Split alone = new Split("", 0, List.of(id), List.of(), List.of());
        return DatasetCheck.run(recipe.dataset, alone, settings, DatasetCheck.Progress.NONE)
                .findings();
    }
}
