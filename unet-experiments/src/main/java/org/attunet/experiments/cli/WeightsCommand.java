package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.data.FindingRow;
import org.attunet.data.Json;
import org.attunet.eval.inference.ModelFile;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.run.ModelPath;
import org.attunet.experiments.run.Nd4jEnvironment;
import org.attunet.experiments.run.Weights;
import org.attunet.model.weights.Verification;
import org.attunet.model.weights.WeightTransfer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "weights", description = "Network weights from and to other programs.")
final class WeightsCommand extends UnetCommand {
    @Spec
    private CommandSpec spec;

    WeightsCommand(Console console) {
        super(console);
    }

    /** The commands below this one. */
    List<UnetCommand> parts() {
        return List.of(new Import(console), new Export(console), new Verify(console));
    }

    @Override
    boolean printsResult() {
        return false;
    }

    @Override
    public Integer call() {
        return Commands.help(spec.commandLine());
    }

    @Command(name = "import", description = "A model file from a PyTorch checkpoint, .safetensors or .npy files.")
    static final class Import extends UnetCommand {
        @Option(names = "--in", required = true, paramLabel = "FILE|DIR", description = "Where the weights are.")
        private Path in;

        @Option(names = "--out", required = true, paramLabel = "MODEL", description = "Model file to be written.")
        private Path out;

        @Option(
                names = "--experiment",
                paramLabel = "NAME|FILE",
                description =
                        "Of which network they are, and what its inputs go through. Weights that this program exported"
                                + " bring both; of others, names and shapes give the network alone, and the model is"
                                + " refused for scans.")
        private Optional<String> experiment = Optional.empty();

        @Option(names = "--scale", paramLabel = "demo|full", description = "Scale of the experiment; full by default.")
        private Scale scale = Scale.FULL;

        @Option(
                names = "--state-dict",
                paramLabel = "NAME",
                description = "Which state dictionary of a checkpoint that holds several, such as ema.")
        private Optional<String> dictionary = Optional.empty();

        @Mixin
        private OutputTarget target;

        Import(Console console) {
            super(console);
        }

        @Override
        boolean usesSettings() {
            return true;
        }

        @Override
        public Integer call() {
            Path file = target.file(out);
            Inputs.existing(in);
            Nd4jEnvironment.load();
            Weights.Imported imported = imported();
            ModelFile.write(imported.model(), file);
            imported.findings().forEach(finding -> console.messages().println("unet: " + finding.message()));
            List<FindingRow> findings =
                    imported.findings().stream().map(FindingRow::of).toList();
            print(new Imported(file.toString(), imported.report(), findings), () -> {
                print(imported.report().text());
                print(file.toString());
            });
            return ExitCode.DONE;
        }

        private Weights.Imported imported() {
            boolean isOurs = experiment.isEmpty() && assignments().isEmpty();
            return (isOurs ? Weights.readOwn(in) : Optional.<Weights.Imported>empty()).orElseGet(() -> {
                Experiment handling =
                        Experiments.load(experiment.orElse("baseline"), Optional.of(scale), assignments());
                return experiment.isPresent()
                        ? Weights.readAs(in, dictionary, handling)
                        : Weights.read(in, dictionary, handling);
            });
        }

        private record Imported(String model, WeightTransfer.Report tensors, List<FindingRow> findings) {}
    }

    @Command(name = "export", description = "Every parameter of a model as an .npy file, with a manifest.")
    static final class Export extends UnetCommand {
        @Option(names = "--model", required = true, paramLabel = "RUN|MODEL", description = "Run folder or model file.")
        private Path model;

        @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the files.")
        private Path out;

        @Mixin
        private OutputTarget target;

        Export(Console console) {
            super(console);
        }

        @Override
        public Integer call() {
            Path folder = target.folder(out);
            Weights.write(ModelFile.read(ModelPath.of(model).file()), folder);
            print(new Exported(folder.toString()), () -> print(folder.toString()));
            return ExitCode.DONE;
        }

        private record Exported(String folder) {}
    }

    @Command(
            name = "verify",
            description = "Run the network on a folder's input.npy and compare every stored tensor.",
            footer = "Exit code 1 where a tensor is beyond its tolerance.")
    static final class Verify extends UnetCommand {
        @Option(names = "--in", required = true, paramLabel = "DIR", description = "Weights, input and what came out.")
        private Path in;

        Verify(Console console) {
            super(console);
        }

        @Override
        boolean runsNetworks() {
            return true;
        }

        @Override
        public Integer call() {
            Inputs.folder(in);
            Verification verification = Verification.run(in, backend());
            if (json) {
                print(Json.of(verification.differences().stream()
                        .map(DifferenceRow::of)
                        .toList()));
            } else {
                verification
                        .differences()
                        .forEach(d -> print(DifferenceRow.of(d).text()));
                print(summary(verification));
            }
            return verification.holds() ? ExitCode.DONE : ExitCode.FAULT;
        }

        private static String summary(Verification verification) {
            List<String> others = verification.passedOver();
            long beyond =
                    verification.differences().stream().filter(d -> !d.holds()).count();
            return (others.isEmpty()
                            ? ""
                            : "not compared, no part of this network: " + String.join(", ", others) + "\n")
                    + verification.differences().size() + " tensors compared, " + beyond
                    + " beyond their tolerance";
        }
    }
}
