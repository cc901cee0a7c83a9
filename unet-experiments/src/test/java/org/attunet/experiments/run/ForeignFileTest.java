package org.attunet.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.model.weights.WeightsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of other kinds where a model or weights are expected, known by what is in them. */
class ForeignFileTest {
    @TempDir
    private Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("model.zip"), content, StandardCharsets.ISO_8859_1);
    }

    private static void importWeights(Path file) {
        Weights.read(file, Optional.empty(), Experiments.load("baseline", Optional.empty(), List.of()));
    }

    /** A @ stands for the first bytes of gzip, a # for those of 7z, which the table would take for white space. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version https://git-lfs.github.com/spec/v1 | a Git LFS pointer | git lfs pull",
                ".git/annex/objects/xx/MD5E-s1--1 | a git-annex pointer | git annex get",
                "<!DOCTYPE html><title>404</title> | an HTML page | download the file again",
                "@ | compressed with gzip | gunzip",
                "BZh91AY | compressed with bzip2 | bunzip2",
                "# | a 7z archive | Unpack",
                "\u0093NUMPY | a NumPy array | Check where the file comes from",
                "NRRD0004 | an NRRD file | Check where the file comes from",
                "%PDF-1.4 | a PDF document | Check where the file comes from"
            })
    void whatElseAFileIsIsNamed(String content, String what, String remedy) throws IOException {
        Path file = file(content.replace("@", "\u001f\u008b\b").replace("#", "7z\u00bc\u00af'\u001c"));
        assertThatThrownBy(() -> ModelPath.of(file))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(file + ": expected a model file or a run folder, found " + what, remedy);
        assertThatThrownBy(() -> importWeights(file))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("expected a PyTorch checkpoint", "found " + what, remedy);
    }

    /** Of these the reader of weights knows more: which part is missing, how an old checkpoint becomes a new one. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"weight_map\": {}}", "PK\u0003\u0004"})
    void whatAReaderKnowsIsLeftToIt(String content) throws IOException {
        Path file = file(content);
        assertThat(ModelPath.of(file).file()).isEqualTo(file);
        assertThatThrownBy(() -> importWeights(file)).isInstanceOf(WeightsException.class);
    }

    /** The way of a scan would lead nowhere: a model is not converted to NIfTI. */
    @Test
    void noRemedyOfAScanIsOffered() throws IOException {
        Path file = file("x".repeat(128) + "DICM");
        assertThatThrownBy(() -> ModelPath.of(file))
                .hasMessageContaining("found a DICOM file. Check where the file comes from.")
                .hasMessageNotContaining("convert");
    }
}
