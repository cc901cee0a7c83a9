package org.attunet.experiments.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

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
}
