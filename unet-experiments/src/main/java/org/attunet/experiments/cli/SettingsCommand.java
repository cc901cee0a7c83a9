package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
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
                    "Folder for settings.md, experiment.schema.json and sweep.schema.json; left out, the page is printed.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private Target target;

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
        if (out.isEmpty()) {
            console.results().print(SettingsPage.markdown());
        } else {
            files().forEach((name, text) -> {
                Path file = target.file(out.get().resolve(name));
                AtomicFile.write(file, text);
                print(file.toString());
            });
        }
        return ExitCode.DONE;
    }
}
