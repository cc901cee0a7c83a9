package org.attunet.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every package says what lives there, and what does not. */
class PackageInfoTest {
    private static final Pattern LIMIT =
            Pattern.compile("(?i)\\b(no|none|not|never|nothing|nobody|neither|nowhere|without)\\b");

    static List<Path> packages() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/java/"))
                    .map(Path::getParent)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("packages")
    void itSaysWhatLivesThereAndWhatDoesNot(Path folder) throws IOException {
        String said = Files.readString(folder.resolve("package-info.java"));

        assertThat(said.substring(0, said.indexOf("package org.attunet")))
                .contains("/**")
                .containsPattern(LIMIT);
    }
}
