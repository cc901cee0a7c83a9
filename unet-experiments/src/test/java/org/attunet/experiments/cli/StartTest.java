package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start loads, in a process of its own. */
class StartTest {
    @TempDir
    Path folder;

    @Test
    void whatComputesNothingLoadsNoLibraryThatComputes() throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Run.require("phantom", "--out", data.toString(), "--cases", "1", "--size", "16", "--seed", "1");
        String scan = data.resolve("images/phantom_001.nii.gz").toString();
        for (List<String> command : List.of(
                List.of("--help"), List.of("info", "--in", scan), List.of("check", "--data", data.toString()))) {
            assertThat(loaded(command))
                    .as(command.get(0))
                    .contains("org.attunet.experiments.cli.Unet")
                    .noneMatch(name -> name.startsWith("org.nd4j.")
                            || name.startsWith("org.deeplearning4j.")
                            || name.startsWith("org.bytedeco.")
                            || name.startsWith("ch.qos.logback.")
                            // A fingerprint of one case has none to be compared with.
                            || name.equals("org.attunet.data.dataset.ContentHash"));
        }
    }

    /** The launcher never looks at what becomes of them. */
    @Test
    void commandsThatClassesArePreparedBySucceed() {
        PreparedClasses.commands(folder.resolve("data").toString()).forEach(Run::require);
    }

    /** Names of all classes that a command loads. */
    private List<String> loaded(List<String> command) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.txt");
        ProcessBuilder start = UnetProcess.of(command.stream());
        start.environment().put("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log + "::filecount=0");
        Process process = start.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(line -> line.replaceFirst("^(\\[[^]]*])+ ?", "").replaceFirst(" .*", ""))
                    .toList();
        }
    }
}
