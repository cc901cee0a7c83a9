package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attunet.data.AtomicFile;
import org.attunet.experiments.reference.Schemas;
import org.attunet.experiments.reference.SettingsPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "settings", description = "Say what there is to set: a page for people, JSON schemas for editors.")
final class SettingsCommand extends UnetCommand {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder for settings.md, experiment.schema.json and sweep.schema.json; left out, the page is printed, with"
                            + " --json the schema of experiments.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private OutputTarget target;

    SettingsCommand(Console console) {
        super(console);
    }

    /** What the folder gets, by file name. */
    static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("settings.md", SettingsPage.markdown());
        files.put("experiment.schema.json", Schemas.experiment());
        files.put("sweep.schema.json", Schemas.sweep());
        return files;
    }

    @Override
    public Integer call() {
        if (out.isPresent()) {
            write(out.get());
        } else {
            console.results().print(json ? Schemas.experiment() : SettingsPage.markdown());
        }
        return ExitCode.DONE;
    }

    private void write(Path folder) {
        List<String> written = new ArrayList<>();
        files().keySet().forEach(name -> target.file(folder.resolve(name)));
        files().forEach((name, text) -> {
            Path file = folder.resolve(name);
            AtomicFile.write(file, text);
            written.add(file.toString());
        });
        print(new Written(written), () -> written.forEach(this::print));
    }

    private record Written(List<String> files) {}
}
