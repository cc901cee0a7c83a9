package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertCommandTest {
    @TempDir
    private Path folder;

    private Run convert(Path in, Path out) {
        return Run.of("convert", "--in", in.toString(), "--out", out.toString(), "--json");
    }

    /** {@code code severity}, after the case where there is one. */
    private static List<String> findings(Run run) throws IOException {
        List<String> rows = new ArrayList<>();
        for (JsonNode row : new ObjectMapper().readTree(run.results()).get("findings")) {
            String id = row.get("case").isNull() ? "" : row.get("case").asText() + " ";
            rows.add(id + row.get("code").asText() + " " + row.get("severity").asText());
        }
        return rows;
    }

    private static List<String> files(Run run) throws IOException {
        List<String> names = new ArrayList<>();
        new ObjectMapper()
                .readTree(run.results())
                .get("files")
                .forEach(file -> names.add(Path.of(file.asText()).getFileName().toString()));
        return names;
    }

    @Test
    void whatWasWrittenAndWhatIsOddComeAsJson() throws IOException {
        Path in = TinyDicom.series(folder.resolve("tree/PANCREAS_0001/s"), "2.25.7", 0, 1, 2, 3, 4);
        Files.writeString(in.resolve("README.txt"), "no slice");
        Run run = convert(folder.resolve("tree"), folder.resolve("out"));
        assertThat(run.code()).isZero();
        assertThat(files(run)).containsExactly("PANCREAS_0001.nii.gz");
        assertThat(folder.resolve("out/PANCREAS_0001.nii.gz")).isRegularFile();
        assertThat(findings(run)).containsExactly("D17 fixed");
    }

    @Test
    void everySeriesThatIsRefusedIsAFindingOfItsCase() throws IOException {
        TinyDicom.series(folder.resolve("tree/A1/s"), "2.25.7", 0, 1, 2, 4, 5);
        TinyDicom.series(folder.resolve("tree/A2/s"), "2.25.8", 0, 1, 2);
        Run run = convert(folder.resolve("tree"), folder.resolve("out"));
        assertThat(run.code()).isEqualTo(4);
        assertThat(files(run)).isEmpty();
        assertThat(findings(run)).containsExactlyInAnyOrder("A1 D1 error", "A2 D20 error");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aRefusalOfTheWholeInputIsAFindingToo() throws IOException {
        Path two = folder.resolve("two");
        TinyDicom.series(two, "2.25.7", 0, 1, 2, 3, 4);
        TinyDicom.series(two, "2.25.8", 0, 1, 2, 3, 4);
        Run several = convert(two, folder.resolve("ct.nii.gz"));
        assertThat(several.code()).isEqualTo(4);
        assertThat(findings(several)).containsExactly("D6 error");
        assertThat(several.messages()).contains("2.25.7").contains("2.25.8");

        Run empty = convert(Files.createDirectory(folder.resolve("empty")), folder.resolve("out"));
        assertThat(empty.code()).isEqualTo(4);
        assertThat(findings(empty)).containsExactly("D17 error");
    }

    @Test
    void aGapIsFilledWhereAskedFor() throws IOException {
        Path in = TinyDicom.series(folder.resolve("Ü ber/größe 日本"), "2.25.7", 0, 1, 2, 4, 5);
        Path out = folder.resolve("Ergebnis ö/ct 1.nii.gz");
        Run refused = convert(in, out);
        assertThat(refused.code()).isEqualTo(4);
        assertThat(findings(refused)).containsExactly("D1 error");
        Run run = Run.of("convert", "--in", in.toString(), "--out", out.toString(), "--json", "--resample-gaps");
        assertThat(run.code()).isZero();
        assertThat(findings(run)).containsExactly("D1 fixed");
        assertThat(out).isRegularFile();
    }

    @Test
    void nothingIsOverwrittenWithoutForce() throws IOException {
        Path in = TinyDicom.series(folder.resolve("in"), "2.25.7", 0, 1, 2, 3, 4);
        Path out = Files.writeString(folder.resolve("ct.nii.gz"), "mine");
        assertThat(convert(in, out).code()).isEqualTo(2);
        assertThat(out).hasContent("mine");
    }
}
