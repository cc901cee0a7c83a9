package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.attunet.data.AtomicFile;
import org.attunet.data.Json;
import org.attunet.data.volume.Size;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.NetworkSize;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.experiment.Sizing;
import org.attunet.model.kernel.Shape;
import org.attunet.model.network.MemoryEstimate;
import org.attunet.model.network.NetworkPlans;
import org.attunet.model.network.Plan;
import org.attunet.model.picture.NetworkPicture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show an experiment with every setting filled in, and how large it is.")
final class ShowCommand extends UnetCommand {
    @Parameters(paramLabel = "NAME|FILE", description = "The experiment.")
    private String experiment;

    @Option(
            names = "--scale",
            paramLabel = "demo|full",
            description = "Size of the work; demo on the CPU, full on a GPU.")
    private Optional<Scale> scale = Optional.empty();

    @Option(names = "--picture", paramLabel = "PNG", description = "Draw the network that is trained into this file.")
    private Optional<Path> picture = Optional.empty();

    @Mixin
    private PatchesOption patches;

    @Mixin
    private OutputTarget target;

    ShowCommand(Console console) {
        super(console);
    }

    @Override
    boolean usesSettings() {
        return true;
    }

    @Override
    public Integer call() {
        Experiment chosen = Experiments.load(experiment, new Sizing(scale, device()), assignments());
        NetworkSize size = NetworkSize.of(chosen);
        picture.ifPresent(file -> draw(chosen, target.file(file)));
        patches.draw(chosen, target);
        if (json) {
            Bytes memory = new Bytes(size.train().total(), size.infer().total());
            print(Json.of(new Shown(Experiments.flat(chosen), size.parameters(), memory)));
        } else {
            console.results().print(Experiments.yaml(chosen));
            print("# parameters: " + size.parameters());
            print("# memory: train " + MemoryEstimate.text(size.train().total()) + " ("
                    + NetworkSize.patches(chosen) + " patches in a step), infer "
                    + MemoryEstimate.text(size.infer().total()));
        }
        return ExitCode.DONE;
    }

    private record Shown(Map<String, String> settings, long parameters, Bytes memory) {}

    private record Bytes(long train, long infer) {}

    private static void draw(Experiment chosen, Path file) {
        Size patch = chosen.data().patches().patch();
        Plan plan = NetworkPlans.training(chosen.network(), chosen.loss());
        Shape input = new Shape(1, chosen.network().inputChannels(), patch.x(), patch.y(), patch.z());
        AtomicFile.write(file, new NetworkPicture(plan, input)::write);
    }
}
