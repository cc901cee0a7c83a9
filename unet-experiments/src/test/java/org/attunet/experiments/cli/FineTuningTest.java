package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.PhantomDataset;
import org.attunet.data.phantom.PhantomDataset.Existing;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that begins with another's weights, from the command line; networks of a few hundred parameters. */
class FineTuningTest {
    @TempDir
    private Path folder;

    private Run train(String runs, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("train", "--experiment", "baseline"));
        arguments.addAll(List.of("--data", folder.resolve("data").toString()));
        arguments.addAll(List.of("--runs", folder.resolve(runs).toString()));
        List<String> all = new ArrayList<>(
                List.of("network.supervision=1", "data.patch=16", "training.epochs=1", "training.validate-every=1"));
        all.addAll(List.of(settings));
        all.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return Run.of(arguments.toArray(String[]::new));
    }

    @Test
    void aDeeperNetworkBeginsWithWhatFitsAndSaysWhatDoesNot() throws IOException {
        PhantomDataset.write(
                folder.resolve("data"),
                PhantomSettings.cube(4, 24, 3, Difficulty.EASY),
                Existing.REFUSE,
                (done, all) -> {});
        String first = train("first", "network.widths=[2, 3]")
                .results()
                .lines()
                .findFirst()
                .orElseThrow();
        Run second = train("second", "network.widths=[2, 3, 4]", "training.initial-model=" + first);
        assertThat(second.code()).as(second.messages()).isZero();
        Path run = Path.of(second.results().lines().findFirst().orElseThrow());
        assertThat(run.resolve("initial-model.txt"))
                .content()
                .contains("tensors carried over")
                .contains("bottleneck.conv1.weight → encoder2.conv1.weight")
                .contains("not in the source, left as initialised")
                .contains("decoder2.conv1.weight");
        assertThat(run.resolve("experiment.yaml")).content().contains("initial-model: ");

        Run other = train("third", "network.widths=[5, 7]", "training.initial-model=" + folder.resolve("nowhere"));
        assertThat(other.code()).isEqualTo(4);
        assertThat(other.messages()).contains("no such run folder or model file");
        assertThat(Files.exists(folder.resolve("third/baseline"))).isFalse();

        Path one = folder.resolve("one.zip");
        ModelFile.write(onlyFirstKernel(ModelFile.read(Path.of(first, "checkpoints", "best.zip"))), one);
        Run none = train("fourth", "network.widths=[5, 7]", "training.initial-model=" + one);
        assertThat(none.code()).isEqualTo(3);
        assertThat(none.messages())
                .contains("training.initial-model: no tensor of " + one + " fits the network", "[2, 3]");
        assertThat(folder.resolve("fourth/baseline")).doesNotExist();
    }

    private static Model onlyFirstKernel(Model model) {
        String name = "encoder1.conv1.weight";
        return new Model(
                model.name(),
                model.network(),
                model.preprocessing(),
                model.inference(),
                model.classes(),
                model.trainedOn(),
                Map.of(name, model.weights().get(name)));
    }
}
