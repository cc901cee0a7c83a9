package org.attunet.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attunet.experiments.run.Reproduction.Difference;
import org.attunet.train.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFactsTest {
    @TempDir
    Path folder;

    private RunFolder run(String name, String training) throws IOException {
        Path run = Files.createDirectories(folder.resolve(name));
        Files.writeString(run.resolve("experiment.yaml"), "name: baseline\ntraining: {" + training + "}\n");
        Files.writeString(run.resolve("run.json"), "{\"configuration\": \"hash of " + name + "\", \"code\": \"1\"}");
        return new RunFolder(run);
    }

    @Test
    void settingsUnderTheirEarlierNamesAreTheSame() throws IOException {
        RunFolder before = run("before", "accumulation: 2, final-share: 0.25");
        RunFolder now = run("now", "gradient-accumulation: 2, final-learning-rate-fraction: 0.25");

        assertThat(Reproduction.differences(RunFacts.of(before), RunFacts.of(now)))
                .isEmpty();
    }

    @Test
    void otherSettingsAreNot() throws IOException {
        RunFolder before = run("before", "accumulation: 2");
        RunFolder now = run("now", "gradient-accumulation: 3");

        assertThat(Reproduction.differences(RunFacts.of(before), RunFacts.of(now)))
                .extracting(Difference::field)
                .containsExactly("run.json configuration");
    }
}
