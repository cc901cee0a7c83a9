package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attunet.data.cache.MemoryCases;
import org.attunet.data.dataset.Split.Overlap;
import org.attunet.data.record.PatchIterator;
import org.attunet.data.record.PatchRecipe;
import org.attunet.eval.report.PatchesPicture;
import org.attunet.eval.report.PatchesPicture.Shown;
import org.attunet.experiments.experiment.DataSettings;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.run.RunData;
import picocli.CommandLine.Option;

/** A picture of what a training would show its network. */
final class PatchesOption {
    private static final int PATCHES = 8;

    @Option(
            names = "--patches",
            paramLabel = "PNG",
            description = "With --data: draw training patches into this file, as they are cut and as they are varied.")
    private Optional<Path> picture = Optional.empty();

    @Option(names = "--data", paramLabel = "DIR", description = "With --patches: the dataset that they are cut from.")
    private Optional<Path> data = Optional.empty();

    /** Draws it where it was asked for: the first patch of each of the first cases of an epoch, cut from whole scans. */
    void draw(Experiment chosen, OutputTarget target) {
        if (picture.isPresent() != data.isPresent()) {
            throw new UsageException("--patches PNG and --data DIR belong together: patches are cut from a dataset");
        }
        picture.ifPresent(file -> draw(chosen, Inputs.folder(data.orElseThrow()), target.file(file)));
    }

    private static void draw(Experiment chosen, Path folder, Path file) {
        DataSettings settings = chosen.data();
        RunData opened =
                settings.fold() == 0 ? RunData.openAny(folder) : RunData.open(folder, Overlap.ALLOWED, settings.fold());
        Iterator<List<PatchRecipe>> cases = new PatchIterator(
                        opened.labelled("train"),
                        new MemoryCases(opened.dataset().settings(), settings.preprocessing()),
                        settings.patches(),
                        1,
                        chosen.training().seed(),
                        0)
                .recipes(0);
        List<Shown> shown = new ArrayList<>();
        while (cases.hasNext() && shown.size() < PATCHES) {
            PatchRecipe patch = cases.next().get(0);
            shown.add(new Shown(patch.caseId(), patch.cut(), patch.varied()));
        }
        String scale = chosen.scale().name().toLowerCase(Locale.ROOT);
        new PatchesPicture(shown).write(file, chosen.name() + ", scale " + scale);
    }
}
