package org.attunet.experiments.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages in {@code docs/troubleshooting.md} are messages that the program prints. */
class TroubleshootingTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`.*?) \\|");
    private static final Pattern QUOTED = Pattern.compile("`([^`]{15,})`");
    /** Where a long text goes on in the next line of the source. */
    private static final String JOINT = "\"\\s*\\+\\s*\"";

    private static String sources() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.map(module -> module.resolve("src/main/java"))
                            .filter(Files::isDirectory)
                            .map(TroubleshootingTest::textBelow)
                            .collect(Collectors.joining())
                            .replaceAll(JOINT, "")
                    + Files.readString(Path.of("..", "unet"));
        }
    }

    private static String textBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyMessageIsOneOfTheProgram() throws IOException {
        String sources = sources();
        String page = Files.readString(Path.of("..", "docs", "troubleshooting.md"));
        Stream<String> messages = ROW.matcher(page)
                .results()
                .flatMap(row -> QUOTED.matcher(row.group(1)).results())
                .map(quoted -> quoted.group(1));
        assertThat(messages.flatMap(message -> Pattern.compile("…").splitAsStream(message))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty()))
                .hasSizeGreaterThan(10)
                .allSatisfy(part -> assertThat(sources).contains(part));
    }
}
