package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Every {@code ./unet} line in a code block of README and docs, as it is written, over a tiny dataset, its run and a DICOM series under
 * the names that the pages use. What takes longer or never ends is only parsed.
 */
class DocumentedCommandsTest {
    /** Trainings, measurements, and a server; and a dataset of the size that is measured elsewhere. */
    private static final Set<String> ONLY_PARSED =
            Set.of("train", "cross-validate", "repro", "sweep", "bench", "gpu-check", "ui", "phantom");

    private static final Set<String> INPUTS =
            Set.of("--data", "--in", "--model", "--runs", "--predictions", "--labels", "--sweep", "--against");
    private static final Set<String> OUTPUTS =
            Set.of("--out", "--volumes", "--picture", "--pictures", "--patches", "--table", "--scaling");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    /** Stand for what a reader puts there. */
    private static final Pattern PLACEHOLDER = Pattern.compile("(?s).*(…|COMMAND|NAME|FILE).*");

    @TempDir
    private static Path folder;

    private static Path run;

    @BeforeAll
    static void makeWhatThePagesSpeakOf() throws IOException {
        run = Run.scoredRun(folder.resolve("data"), folder.resolve("runs"));
        Run.require("export", run.toString(), path("pancreas.zip"));
        for (String other : List.of("DATA", "ct82", "one")) {
            FileUtils.copyDirectory(
                    folder.resolve("data").toFile(), folder.resolve(other).toFile());
        }
        FileUtils.copyDirectory(
                folder.resolve("data/labels").toFile(), folder.resolve("masks").toFile());
        FileUtils.copyDirectory(
                folder.resolve("data/images").toFile(), folder.resolve("folder").toFile());
        Files.copy(folder.resolve("data/images/phantom_001.nii.gz"), folder.resolve("scan.nii.gz"));
        Files.copy(folder.resolve("scan.nii.gz"), folder.resolve("one/images/ct_001.nii.gz"));
        TinySeries.zip(folder.resolve("dicom.zip"));
        TinySeries.folder(folder.resolve("series"));
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    static Stream<String> commands() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("..", "README.md"), Path.of("..", "CONTRIBUTING.md")));
        try (Stream<Path> docs = Files.list(Path.of("..", "docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        List<String> lines = new ArrayList<>();
        for (Path page : pages) {
            Matcher block = BLOCK.matcher(Files.readString(page));
            while (block.find()) {
                block.group(1)
                        .lines()
                        .filter(line -> line.startsWith("./unet "))
                        .forEach(lines::add);
            }
        }
        return lines.stream()
                .map(line -> line.replaceFirst("^\\./unet ", "").replaceFirst("\\s+#.*", ""))
                .distinct();
    }

    private static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
    }

    @Test
    void thePagesShowCommands() throws IOException {
        assertThat(commands()).hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void runsAsItIsWritten(String line) throws IOException {
        List<String> words = words(line);
        CommandLine parser = Commands.commandLine(new Console(System.out, System.err), false);
        if (PLACEHOLDER.matcher(line).matches()) {
            assertThat(parser.getSubcommands()).containsKey(words.get(0));
            return;
        }
        assertThatCode(() -> parser.parseArgs(words.toArray(String[]::new))).doesNotThrowAnyException();
        if (!ONLY_PARSED.contains(words.get(0))) {
            Run.require(over(words).toArray(String[]::new));
        }
    }

    /** The same with its paths in the folder of this test: what is read there, what is written in an empty one. */
    private static List<String> over(List<String> words) throws IOException {
        Path written = Files.createTempDirectory(folder, "written");
        List<String> command = new ArrayList<>();
        String option = "";
        for (String word : words) {
            String value = word;
            if (word.startsWith("--")) {
                option = word;
            } else if (INPUTS.contains(option)) {
                value = input(word);
            } else if (OUTPUTS.contains(option)) {
                value = written.resolve(word).toString();
            } else if (words.get(0).equals("export") && command.size() == 1) {
                value = input(word);
            } else if (words.get(0).equals("export") && command.size() == 2) {
                value = written.resolve(word).toString();
            }
            command.add(value);
        }
        if (words.get(0).matches("split|evaluate|report") && !words.contains("--force")) {
            command.add("--force"); // the dataset has a split, and the run its scores, by now
        }
        return command;
    }

    private static String input(String word) {
        return word.matches("(runs/[\\w-]+/)?RUN2?")
                ? run.toString()
                : folder.resolve(word).toString();
    }
}
