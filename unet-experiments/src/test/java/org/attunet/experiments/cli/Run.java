package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A command line run inside the test.
 *
 * @param code what the process would exit with
 * @param results its standard output
 * @param messages its standard error
 */
record Run(int code, String results, String messages) {
    static Run of(String... args) {
        var results = new ByteArrayOutputStream();
        var messages = new ByteArrayOutputStream();
        int code = Commands.run(new Console(stream(results), stream(messages)), args);
        return new Run(code, results.toString(StandardCharsets.UTF_8), messages.toString(StandardCharsets.UTF_8));
    }

    /** One that has to end well. */
    static Run require(String... args) {
        Run run = of(args);
        assertThat(run.code()).as(run.messages()).isZero();
        return run;
    }

    /** Trains the baseline with these settings, and whatever options follow. */
    static Run training(Path data, Path runs, String settings, String... more) {
        return of(trainingCommand(data, runs, settings, more).toArray(String[]::new));
    }

    /** What is typed for it. */
    static Stream<String> trainingCommand(Path data, Path runs, String settings, String... more) {
        Stream<String> command = Stream.of(
                "train",
                "--experiment",
                "baseline",
                "--scale",
                "demo",
                "--data",
                data.toString(),
                "--runs",
                runs.toString(),
                "--set",
                settings);
        return Stream.concat(command, Stream.of(more));
    }

    /** A run of some hundred parameters over one epoch, on a dataset of five cases that is made for it, and its scores. */
    static Path scoredRun(Path data, Path runs) {
        require("phantom", "--out", data.toString(), "--cases", "5", "--size", "16", "--difficulty", "easy");
        Run trained = training(
                data,
                runs,
                "network.widths=[2, 3, 4];network.supervision=2;data.patch=8;training.epochs=1;training.validate-every=1");
        assertThat(trained.code()).as(trained.messages()).isZero();
        Path run = Path.of(trained.results().lines().findFirst().orElseThrow());
        assertThat(trained.messages()).contains("next: ./unet evaluate --model " + run);
        require("evaluate", "--model", run.toString());
        return run;
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
