package org.attunet.experiments.cli;

import java.nio.file.Path;
import org.attunet.data.DataException;
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
    @Parameters(index = "0", paramLabel = "RUN", description = "Run folder.")
    private Path run;

    @Parameters(index = "1", paramLabel = "MODEL", description = "Model file to be written, such as model.zip.")
    private Path out;

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
        ModelPath model = ModelPath.of(run);
        RunFolder folder = model.run()
                .orElseThrow(() -> new DataException(run + " is a model file; its run's folder is expected, which knows"
                        + " where the model comes from"));
        Path file = target.file(out);
        ModelCard card = ModelCard.of(folder, new ModelCard.Owner(author, licence, notes));
        ModelFile.write(ModelFile.read(model.file()), card.entry(), file);
        print(new Exported(file.toString()), () -> print(file.toString()));
        return ExitCode.DONE;
    }

    private record Exported(String model) {}
}
