package org.attunet.experiments.gpucheck;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.attunet.data.dataset.Split;
import org.attunet.data.dataset.Split.Overlap;
import org.attunet.data.dataset.SplitFile;
import org.attunet.data.phantom.PhantomDataset;
import org.attunet.data.phantom.PhantomDataset.Existing;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Sizing;
import org.attunet.experiments.run.RunContext;
import org.attunet.experiments.run.RunData;
import org.attunet.experiments.run.RunStart;
import org.attunet.experiments.run.Runs;
import org.attunet.experiments.run.TrainingJob;
import org.attunet.experiments.task.Interruption;
import org.attunet.train.RunFolder;

/** Experiments on phantoms, both below a section's folder for work. */
record Trials(CheckContext context, RunData data) {
    /** Makes the phantoms: a quarter of them to test, one to validate, the others to train. */
    static Trials on(PhantomSettings phantoms, CheckContext context) {
        Path folder = folder(context);
        PhantomDataset.write(folder, phantoms, Existing.REPLACE, (done, cases) -> {});
        List<String> ids = IntStream.rangeClosed(1, phantoms.cases())
                .mapToObj(phantoms::caseId)
                .toList();
        int test = phantoms.cases() / 4;
        Split split = new Split(
                "gpu-check", 0, ids.subList(test + 1, ids.size()), ids.subList(test, test + 1), ids.subList(0, test));
        SplitFile.write(split, SplitFile.in(folder));
        return new Trials(context, RunData.open(folder, Overlap.REFUSED, 0));
    }

    private static Path folder(CheckContext context) {
        return context.work().resolve("data");
    }

    Path folder() {
        return folder(context);
    }

    Runs runs() {
        return new Runs(context.work().resolve("runs"));
    }

    /** An experiment of this size of work, with settings of the form {@code path=value} laid over it. */
    Experiment experiment(String name, List<String> settings) {
        Sizing sizing = new Sizing(
                Optional.of(context.workload().scale()), context.backend().device());
        return Experiments.load(name, sizing, settings);
    }

    /** A run that has not begun. */
    TrainingJob begin(Experiment experiment) {
        return job(experiment, RunStart.begin(experiment, data, runs(), context.backend()));
    }

    /** A run in its folder. */
    TrainingJob job(Experiment experiment, RunFolder folder) {
        return new TrainingJob(experiment, data, folder, new RunContext(context.backend(), new Interruption()));
    }
}
