package org.attunet.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.attunet.data.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a {@code dataset.yaml} is refused for, with the lines as an editor counts them. */
class DatasetYamlTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("dataset.yaml");
    }

    private static List<Arguments> broken() {
        return List.of(
                Arguments.of("nmae: x\n", "line 1: unknown key 'nmae'; known are name, labels"),
                Arguments.of("name: a\nlabels:\n  7: 1\n  8: 300\n", "line 4: 'labels' maps whole numbers up to"),
                Arguments.of("labels:\n  7: 1\n  1.0: 1\n", "to classes 0 to 255, not 1.0 to 1"),
                Arguments.of("labels:\n  7: 1\n\n  07: 0\n", "line 4: 'labels' lists 7 twice"),
                Arguments.of("labels:\n  7: 1\n  '7': 0\n", "line 3: 'labels' lists 7 twice"),
                Arguments.of("labels: &a {1: *a}\n", "line 1: 'labels' maps whole numbers"),
                Arguments.of("exclude:\n  - a\n  - [b]\n", "line 3: 'exclude' lists case names, not a sequence"),
                Arguments.of("name: a\nexclude:\n\n  a: 1\n", "line 2: 'exclude' is a list of case names"),
                Arguments.of("name: a\n# remark\nname: b\n", "line 3: 'name' is set twice"),
                Arguments.of("name: a\nlabels:\n# 7: 1\n", "line 2: 'labels' maps label values to classes"),
                Arguments.of(
                        "prefer: both\nnmae: x\n", "line 1: 'prefer' is sform or qform, not both; line 2: unknown"),
                Arguments.of("replace-nan: Perhaps\n", "line 1: 'replace-nan' is true or false, not Perhaps"),
                Arguments.of("\n- a\n", "line 2: keys and values are expected, such as 'name: CT-82', not a sequence"),
                Arguments.of(
                        "name: a\nlabels: [1\nprefer: sform\n",
                        "(while parsing a flow sequence that begins in line 2)"),
                Arguments.of("labels:\n\t7: 1\n", "line 2: found character '\\t(TAB)'"),
                Arguments.of("name: a\n---\nname: b\n", "line 2: but found another document"),
                Arguments.of("name: a\nlabels: \u0007\n", "line 2: a character that no text has, U+0007"),
                Arguments.of("name: a\nexclude: [*x]\n", "line 2: found undefined alias x"),
                Arguments.of(
                        "name: a\nexclude:\n " + "[".repeat(60) + "]".repeat(60),
                        "line 3: Nesting Depth exceeded max 50"),
                Arguments.of("name: a\n\nexclude:\n" + nested(60), "line 54: Nesting Depth exceeded max 50"),
                Arguments.of(
                        "labels: &a {1: 1}\nexclude:\n" + "- *a\n".repeat(60),
                        "line 53: Number of aliases for non-scalar nodes exceeds the specified max=50"));
    }

    /** Each line one deeper. */
    private static String nested(int levels) {
        return IntStream.rangeClosed(1, levels)
                .mapToObj(level -> " ".repeat(level) + "-\n")
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("broken")
    void problemsNameTheirLines(String yaml, String expected) throws IOException {
        for (String begin : List.of("", "\ufeff")) {
            for (String end : List.of("\n", "\r\n")) {
                Files.writeString(file, begin + yaml.replace("\n", end));
                assertThatThrownBy(() -> DatasetSettings.of(folder))
                        .isInstanceOf(DataException.class)
                        .hasMessageStartingWith(file.toString())
                        .hasMessageContaining(expected);
            }
        }
    }

    @Test
    void aFileOfAbsurdSizeOrNoTextIsRefusedInASentence() throws IOException {
        Files.writeString(file, "name: " + "x".repeat(1 << 20));
        assertThatThrownBy(() -> DatasetSettings.of(folder))
                .hasMessage(
                        file + " holds 1048582 bytes, and such a file 1048576 at most; is it the file that is meant?");
        Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThatThrownBy(() -> DatasetSettings.of(folder))
                .hasMessage(file + " is no text in UTF-8; save it in that encoding");
        Files.writeString(file, "x".repeat(100_000) + ": 1");
        assertThatThrownBy(() -> DatasetSettings.of(folder))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000));
    }

    @Test
    void keysOfTheMapMayBeQuoted() throws IOException {
        Files.writeString(file, "\ufefflabels: {'7': 1, \"-1\": '0'}\r\n");
        assertThat(DatasetSettings.of(folder).labels()).hasToString("-1=0,7=1");
    }
}
