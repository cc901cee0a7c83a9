package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandsTest {
    @Test
    void noCommandIsAUsageError() {
        Run run = Run.of();
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.results()).isEmpty();
        assertThat(run.messages()).contains("a command is missing");
    }

    @Test
    void mistypedCommandNamesTheNearest() {
        Run run = Run.of("doktor");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.messages()).contains("doctor").doesNotContain("\tat ");
    }

    @Test
    void versionIsTheBuilds() {
        Run run = Run.of("--version");
        assertThat(run.code()).isZero();
        assertThat(run.results()).startsWith("unet ").doesNotContain("$");
    }

    @Test
    void everyCommandHasHelpAndVersion() {
        for (String command : Commands.commandLine(Console.ofProcess(), false)
                .getSubcommands()
                .keySet()) {
            assertThat(Run.of(command, "--help").results()).contains("Usage: unet " + command);
            assertThat(Run.of(command, "--version").code()).isZero();
        }
    }

    @Test
    void everyCommandTakesWhatAllTake() {
        CommandLine line = Commands.commandLine(Console.ofProcess(), false);
        Stream<CommandLine> commands = Stream.concat(
                line.getSubcommands().values().stream(),
                line.getSubcommands().get("weights").getSubcommands().values().stream());
        commands.forEach(command -> assertThat(command.getCommandSpec().optionsMap())
                .as(command.getCommandName())
                .containsKeys("--help", "--version", "--set", "-v", "--json"));
    }

    @Test
    void wordsOfAnOptionAreListedAsTheyAreTyped() {
        Run run = Run.of("show", "baseline", "--scale", "tiny");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.messages()).contains("'--scale'", "one of full, demo is expected, found 'tiny'");
        assertThat(Run.of("predict", "--model", "m", "--in", "i", "--out", "o", "--format", "dicom")
                        .messages())
                .contains("one of nifti, dicom-seg is expected");
    }

    @Test
    void onlyADicomSegmentationNamesThePatient() {
        Run run = Run.of("predict", "--model", "m", "--in", "i", "--out", "o", "--identify");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.messages()).contains("--identify", "--format dicom-seg");
    }

    @Test
    void optionsWithoutAValueCountAsNotGiven() {
        assertThat(Run.of("show", "baseline", "--scale=", "--set=", "--json").code())
                .isZero();
    }

    @Test
    void severalSettingsMayComeInOneArgument() {
        Run run = Run.of("show", "baseline", "--set=training.epochs=7; training.seed=3");
        assertThat(run.results()).contains("epochs: 7", "seed: 3");
    }

    @Test
    void withoutACommandThereIsHelp() {
        assertThat(Run.of().messages()).contains("Usage: unet", "predict", "Exit codes");
        Run weights = Run.of("weights");
        assertThat(weights.code()).isEqualTo(2);
        assertThat(weights.messages()).contains("Usage: unet weights", "import", "export", "verify");
    }

    @Test
    void anUnknownOptionIsNamedBeforeWhatIsMissing() {
        Run run = Run.of("predict", "--modle", "m", "--in", "i");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.messages()).contains("'--modle'", "Possible solutions: --model", "'--out=FILE|DIR'");
    }

    @Test
    void aUriIsNotTakenForAFolderOfThisMachine() {
        Run run = Run.of("phantom", "--out", "s3a://bucket/data", "--cases", "1", "--size", "16");
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.messages())
                .contains(
                        "s3a:/bucket/data is a URI, which only --in and --out of predict and --out of evaluate may be");
    }

    @Test
    void scoresGoToAUriOnlyWhereABuildReachesIt() {
        Run run = Run.of("evaluate", "--model", "nowhere", "--out", "s3a://bucket/scores");
        assertThat(run.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.messages()).contains("s3a://bucket/scores needs a build for Spark");
    }

    @Test
    void optionsThatMeanNothingToACommandAreNotOffered() {
        assertThat(Run.of("check", "--help").results()).contains("--json").doesNotContain("--set", "--engine");
        assertThat(Run.of("show", "--help").results())
                .contains("--set", "--json")
                .doesNotContain("--engine");
        assertThat(Run.of("bench", "--help").results()).contains("--engine").doesNotContain("--set", "--json");
        assertThat(Run.of("predict", "--help").results()).contains("--set", "--json", "--engine");
        assertThat(Run.of("weights", "export", "--help").results()).doesNotContain("--set", "--engine");
    }

    @Test
    void resultsThatAreLostAreNoSuccess() {
        PrintStream full = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                },
                true,
                StandardCharsets.UTF_8);
        for (String[] line : new String[][] {{"show", "baseline"}, {"show", "baseline", "--json"}, {"--help"}}) {
            var messages = new ByteArrayOutputStream();
            Console console = new Console(full, new PrintStream(messages, true, StandardCharsets.UTF_8));
            assertThat(Commands.run(console, line)).isEqualTo(4);
            assertThat(messages.toString(StandardCharsets.UTF_8).lines())
                    .containsExactly("unet: the results could not be written to standard output: the disk is full, or"
                            + " whoever reads them has ended");
        }
    }

    @Test
    void memoryThatIsNoSizeIsSaidInASentence() {
        String before = System.getProperty(MemorySizes.OFF_HEAP);
        try {
            System.setProperty(MemorySizes.OFF_HEAP, "abc");
            Run run = Run.of("doctor");
            assertThat(run.code()).isEqualTo(3);
            assertThat(run.messages()).contains("'abc', which is no size").hasLineCount(1);
        } finally {
            if (before == null) {
                System.clearProperty(MemorySizes.OFF_HEAP);
            } else {
                System.setProperty(MemorySizes.OFF_HEAP, before);
            }
        }
    }
}
