package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server that a Maven profile started, after Maven is gone. */
class KilledMavenTest {
    @TempDir
    private Path folder;

    /** A shell in Maven's place, which tells the server's process id and waits for it. */
    private Process shell(Path temporary) throws IOException {
        List<String> server = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                ServerOnAnyPort.class.getName(),
                folder.resolve("runs").toString());
        String quoted =
                String.join(" ", server.stream().map(word -> "'" + word + "'").toList());
        return new ProcessBuilder("sh", "-c", quoted + " & echo $!; wait")
                .redirectErrorStream(true)
                .start();
    }

    /** As a profile starts it, but for the port. */
    static final class ServerOnAnyPort {
        private ServerOnAnyPort() {}

        public static void main(String[] args) {
            MavenWatch.start();
            Unet.main(new String[] {"ui", "--port=0", "--runs=" + args[0]});
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theServerEndsAndLeavesNothingBehind() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Process maven = shell(temporary);
        try (BufferedReader output = maven.inputReader()) {
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            try {
                String line = output.readLine();
                while (!line.startsWith("Comparison:")) {
                    line = output.readLine();
                }
                // While it runs, too, so that a server that is killed itself leaves nothing.
                assertThat(temporary).isEmptyDirectory();
                maven.destroyForcibly().waitFor();
                server.onExit().get(1, TimeUnit.MINUTES);
            } finally {
                server.destroyForcibly();
            }
        }
        assertThat(temporary).isEmptyDirectory();
    }
}
