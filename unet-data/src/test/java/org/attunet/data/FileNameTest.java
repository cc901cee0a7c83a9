package org.attunet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "..",
                ".",
                "x/../../y",
                "/etc/passwd",
                "a\\b",
                "C:x",
                "a\0b",
                "a\nb",
                "",
                "  ",
                "nul",
                "CON.txt",
                "com1",
                "trailing.",
                "trailing ",
                "a\u202Egnp.exe",
                "a\u001b[2J",
                "\ud800"
            })
    void whatIsNoNameIsRefused(String text) {
        assertThatThrownBy(() -> FileName.of(text, "class name", "model.zip"))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("model.zip", "class name", "[M4]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pancreas", "left kidney", "Leber (Segment IV)", "膵臓", "class-2", "a..b", "console", ".hidden"})
    void namesInAnyScriptAreTaken(String text) {
        assertThat(FileName.of(text, "class name", "model.zip").text()).isEqualTo(text);
    }

    @Test
    void aNameThatNoFileSystemHoldsIsRefused() {
        assertThat(FileName.problem("x".repeat(120))).isEmpty();
        assertThat(FileName.problem("x".repeat(121)).orElseThrow()).contains("121 bytes");
        assertThat(FileName.problem("臓".repeat(41)).orElseThrow()).contains("123 bytes");
    }

    @Test
    void aFileLiesInItsFolderOrIsRefused() {
        Path folder = Path.of("out");
        assertThat(FileName.inside(folder, "a b.nii.gz")).isEqualTo(Path.of("out", "a b.nii.gz"));
        for (String name : new String[] {"../x", "..", ".", "", "a/b", "/tmp/x", "b/../x", "x\0y"}) {
            assertThatThrownBy(() -> FileName.inside(folder, name))
                    .as(name)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("[M4]");
        }
    }
}
