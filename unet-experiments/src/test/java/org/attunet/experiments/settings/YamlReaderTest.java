package org.attunet.experiments.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlReaderTest {
    @Test
    void aKeyGivenTwiceIsRefused() {
        assertThatThrownBy(() -> YamlReader.read("a: 1\nb:\n  c: 1\n  c: 2\n", "x.yaml"))
                .hasMessage("x.yaml:4: b.c: is set twice; keep one");
    }

    @Test
    void brokenYamlNamesItsLine() {
        assertThatThrownBy(() -> YamlReader.read("a: 1\nb: [1, 2\n", "x.yaml"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("x.yaml:3: not valid YAML");
    }

    @Test
    void aDocumentThatIsNoMappingIsRefused() {
        assertThatThrownBy(() -> YamlReader.read("- 1", "x.yaml")).hasMessageContaining("'name: value'");
    }

    @Test
    void anEmptyDocumentHoldsNothing() {
        assertThat(YamlReader.read("# only a remark\n", "x.yaml").entries()).isEmpty();
    }

    @Test
    void tagsThatNameClassesAreRefused() {
        assertThatThrownBy(() -> YamlReader.read("a: !!javax.script.ScriptEngineManager [1]", "x.yaml"))
                .hasMessageContaining("tag is not allowed");
    }

    @Test
    void aliasesAndMergeKeysAreFilledIn() {
        var tree = YamlReader.read("""
                base: &b {x: 1, y: 2}
                other: {<<: *b, y: 3}
                both: {<<: [{y: 4}, *b]}
                same: *b
                """, "x.yaml");
        assertThat(tree.mapping("other").show()).isEqualTo("{y: 3, x: 1}");
        assertThat(tree.mapping("both").show()).isEqualTo("{y: 4, x: 1}");
        assertThat(tree.mapping("same").show()).isEqualTo("{x: 1, y: 2}");
    }

    @Test
    void anAliasOfWhatHoldsItIsRefused() {
        assertThatThrownBy(() -> YamlReader.read("a: &a [1, *a]", "x.yaml"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("x.yaml:1: a[]: an alias stands for something that holds it; write it out");
    }

    @Test
    void aFileThatIsNoTextInUtf8IsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("x.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThatThrownBy(() -> YamlReader.text(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ": is no text in UTF-8; save it in that encoding");
    }

    @Test
    void whatIsShownReadsBackAsTheSame() {
        String yaml = "[plain, two words, \"a, b\", \"c: d\", \"#e\", -1, \"[f]\", {g: \"h\\\"i\"}]";
        assertThat(YamlReader.read("a: " + yaml, "x.yaml")
                        .get("a")
                        .orElseThrow()
                        .yaml())
                .isEqualTo(yaml);
    }

    private static String lineOf(String yaml, String path) {
        return YamlReader.read(yaml, "x.yaml").at(path).orElseThrow().origin();
    }

    @Test
    void aSettingStandsWhereItsNameDoes() {
        String yaml = "# remark\na:\n  b:\n\n    c: 1\n  d:\n    - 1\n    - 2\n  e: {f: 1,\n    g: 2}\nh:\n";
        assertThat(lineOf(yaml, "a")).isEqualTo("x.yaml:2");
        assertThat(lineOf(yaml, "a.b")).isEqualTo("x.yaml:3");
        assertThat(lineOf(yaml, "a.b.c")).isEqualTo("x.yaml:5");
        assertThat(lineOf(yaml, "a.d")).isEqualTo("x.yaml:6");
        assertThat(lineOf(yaml, "a.e.g")).isEqualTo("x.yaml:10");
        assertThat(lineOf(yaml, "h")).isEqualTo("x.yaml:11");
    }

    @Test
    void linesAreCountedWhateverEndsThemAndWhateverComesFirst() {
        assertThat(lineOf("a: 1\r\nb:\r\n  c: 2\r\n", "b.c")).isEqualTo("x.yaml:3");
        assertThat(lineOf("\ufeffa: 1\nb: 2\n", "b")).isEqualTo("x.yaml:2");
        assertThat(lineOf("---\n# remark\na: &n\n  b: 1\nc: *n\n", "c")).isEqualTo("x.yaml:5");
        assertThat(lineOf("---\n# remark\na: &n\n  b: 1\nc: *n\n", "c.b")).isEqualTo("x.yaml:4");
    }

    @Test
    void whatIsNoYamlNamesItsLine() {
        assertThatThrownBy(() -> YamlReader.read("a:\n\tb: 1\n", "x.yaml"))
                .hasMessageStartingWith("x.yaml:2: not valid");
        assertThatThrownBy(() -> YamlReader.read("a: 1\n---\nb: 2\n", "x.yaml"))
                .hasMessage("x.yaml:2: not valid YAML: but found another document"
                        + " (expected a single document in the stream that begins in line 1)");
        assertThatThrownBy(() -> YamlReader.read("a: 1\nb: \u0007\n", "x.yaml"))
                .hasMessage("x.yaml:2: not valid YAML: a character that no text has, U+0007");
        assertThatThrownBy(() -> YamlReader.read("a: [1\nb: 2\n", "x.yaml"))
                .hasMessageContaining("while parsing a flow sequence that begins in line 1");
    }

    @Test
    void aliasesThatMultiplyAreBounded() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
        for (int n = 1; n <= 25; n++) { // two each, 50 aliases are allowed
            yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(n, n, n - 1, n - 1));
        }
        assertThatThrownBy(() -> YamlReader.read(yaml.toString(), "x.yaml"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("more than 100000 values");
    }

    @Test
    void depthIsBounded() {
        assertThatThrownBy(() -> YamlReader.read("a: " + "[".repeat(2000) + "]".repeat(2000), "x.yaml"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Depth");
    }

    @Test
    void aFileThatIsTooLargeIsNotRead(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x.yaml"), "a: 1\n".repeat(60_000));
        assertThatThrownBy(() -> YamlReader.text(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ": holds 300000 bytes, and such a file 262144 at most; is it the file that is"
                        + " meant?");
    }

    @Test
    void manyProblemsAreCutShort() {
        List<Problem> problems = IntStream.rangeClosed(1, 250)
                .mapToObj(n -> new Problem("x.yaml:" + n, "a", "y".repeat(5000)))
                .toList();
        assertThat(new ConfigurationException(problems).getMessage())
                .startsWith("250 problems")
                .endsWith("and 150 more")
                .hasSizeLessThan(150_000);
    }
}
