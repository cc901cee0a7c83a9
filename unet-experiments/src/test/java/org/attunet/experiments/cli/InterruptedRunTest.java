package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asked to end, a process saves its run first. The signal here is TERM: what INT does may be set aside by whoever started Maven. */
class InterruptedRunTest {
    @TempDir
    private Path folder;

    @Test
    void atWhateverMomentACheckpointIsLeftAndTheCodeIs130() throws Exception {
        assertThat(Run.of("phantom", "--out", path("data"), "--cases", "4", "--size", "16", "--difficulty", "easy")
                        .code())
                .isZero();
        stopAt("scale demo", "before");
        requireStopped("before", 0);
        stopAt("epoch ([2-9]|\\d\\d+)/", "within");
        requireStopped("within", 1);
    }

    private void stopAt(String moment, String runs) throws IOException, InterruptedException {
        Process process = UnetProcess.training(
                        folder.resolve("data"),
                        folder.resolve(runs),
                        "network.widths=2,3,4;network.supervision=2;data.patch=8;training.epochs=100000")
                .start();
        CompletableFuture.delayedExecutor(3, TimeUnit.MINUTES).execute(process::destroyForcibly);
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            read(output, moment);
            process.toHandle().destroy(); // the process itself would close the stream that is still read
            String rest = read(output, "unet: stopped");
            assertThat(rest).contains("unet: stopping").doesNotContain("\tat ");
            assertThat(process.waitFor()).isEqualTo(130);
        } finally {
            process.destroyForcibly();
        }
    }

    /** What comes until a line holds the pattern; progress bars end theirs with a carriage return. */
    private static String read(BufferedReader output, String wanted) throws IOException {
        Predicate<String> found = Pattern.compile(wanted).asPredicate();
        StringBuilder all = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            all.append(line).append('\n');
            if (found.test(line)) {
                return all.toString();
            }
        }
        throw new AssertionError("'" + wanted + "' never came:\n" + all);
    }

    private void requireStopped(String runs, int atLeast) throws IOException {
        Path run;
        try (Stream<Path> all = Files.list(folder.resolve(runs).resolve("baseline"))) {
            run = all.findFirst().orElseThrow();
        }
        assertThat(run.resolve("checkpoints/last.zip")).isNotEmptyFile();
        var outcome =
                new ObjectMapper().readTree(run.resolve("run.json").toFile()).get("outcome");
        assertThat(outcome.get("state").asText()).isEqualTo("interrupted");
        assertThat(outcome.get("epochs").asInt()).isGreaterThanOrEqualTo(atLeast);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
