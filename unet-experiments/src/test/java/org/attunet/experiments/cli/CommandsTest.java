package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
}
