package org.attunet.experiments.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
