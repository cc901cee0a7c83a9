package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.attunet.data.DataException;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.attunet.experiments.run.ModelCard;
import org.attunet.experiments.run.ModelPath;
import org.attunet.train.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description =
                "A run's best model as one file to hand on: without the state of its training, with a card that says"
                        + " where it comes from. No voxels, names of cases or paths are in it.")
final class ExportCommand extends UnetCommand {
    @Parameters(
            arity = "2..*",
            paramLabel = "RUN… MODEL",
            description =
                    "Run folders, or the folder of a cross-validation for all of its folds, and last the model file to be"
                            + " written, such as model.zip. Several runs become an ensemble, whose members vote.")
    private List<Path> named;

    @Option(names = "--author", paramLabel = "TEXT", defaultValue = "", description = "Who made it.")
    private String author;

    @Option(
            names = "--license",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Under which licence it is given away.")
    private String licence;

    @Option(names = "--notes", paramLabel = "TEXT", defaultValue = "", description = "What else its users should know.")
    private String notes;

    @Mixin
    private OutputTarget target;

    ExportCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        Path out = named.get(named.size() - 1);
        List<RunFolder> runs = named.subList(0, named.size() - 1).stream()
                .flatMap(ExportCommand::runs)
                .toList();
        Path file = target.file(out);
        List<Model> members =
                runs.stream().map(run -> ModelFile.read(run.best())).toList();
        ModelCard card = ModelCard.ofAll(runs, new ModelCard.Owner(author, licence, notes));
        ModelFile.writeAll(members, card.entry(), file);
        print(new Exported(file.toString()), () -> print(file.toString()));
        return ExitCode.DONE;
    }

    private static Stream<RunFolder> runs(Path named) {
        return ModelPath.all(named)
                .map(model -> model.run()
                        .orElseThrow(
                                () -> new DataException(named + " is a model file; its run's folder is expected, which"
                                        + " knows where the model comes from")));
    }

    private record Exported(String model) {}
}
