package org.attunet.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.FindingRow;
import org.attunet.data.Severity;
import org.attunet.data.dataset.DatasetFolder;
import org.attunet.data.dataset.Split;
import org.attunet.experiments.CodeVersion;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.run.Provenance.Source;
import org.attunet.model.engine.OneDnnBackend;
import org.attunet.train.RunFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceTest {
    private static final Split SPLIT = new Split("own", 3, List.of("a"), List.of("b"), List.of("c"));

    @TempDir
    private Path data;

    @TempDir
    private Path run;

    @BeforeEach
    void nameFiles() throws IOException {
        for (String id : List.of("a", "b", "c", "d")) {
            write("images/" + id + ".nii", "image " + id);
            write("labels/" + id + ".nii", "label " + id);
        }
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(data.resolve(file).getParent());
        Files.writeString(data.resolve(file), text);
    }

    private RunData data(Path folder, Split split) {
        return new RunData(DatasetFolder.open(folder), split);
    }

    private RunData data() {
        return data(data, SPLIT);
    }

    private Provenance provenance() {
        return with("a code", new Source("data", data.toString(), ""), Hashes.ofInputs(data()), List.of());
    }

    private static Provenance with(String code, Source source, Map<String, String> inputs, List<FindingRow> findings) {
        Nd4jEnvironment backend = new Nd4jEnvironment("CpuBackend", "1.0", "openblas", "1", true);
        return new Provenance(
                code,
                "baseline",
                "demo",
                "0",
                source,
                SPLIT,
                inputs,
                findings,
                7,
                "17",
                "Linux",
                backend,
                "CPU",
                "then",
                null);
    }

    @Test
    void aRunThatBeginsSaysWhatItIsMadeOf() throws IOException {
        write("dataset.yaml", "name: mine\n");
        Experiment experiment = Experiments.load(
                "baseline", Optional.of(Scale.DEMO), List.of("training.seed=11", "inference.precision=float"));
        Finding finding = Finding.of(BadInput.S2, Severity.WARNING, "twice").in("a");
        Instant before = Instant.now();
        Provenance made =
                Provenance.of(experiment, data(data.resolve("."), SPLIT).noting(List.of(finding)), new OneDnnBackend());

        assertThat(made.code()).isEqualTo(CodeVersion.exact());
        assertThat(made.isOfThisCode()).isTrue();
        assertThat(made.experiment()).isEqualTo("baseline");
        assertThat(made.scale()).isEqualTo("demo");
        assertThat(made.configuration()).isEqualTo(Hashes.ofText(Experiments.yaml(experiment)));
        assertThat(made.dataset())
                .isEqualTo(new Source("mine", data.toAbsolutePath().toString(), Hashes.ofText("name: mine\n")));
        assertThat(made.split()).isEqualTo(SPLIT);
        assertThat(made.inputs()).hasSize(6).containsEntry("labels/c.nii", Hashes.ofText("label c"));
        assertThat(made.findings()).containsExactly(new FindingRow("a", "S2", "warning", "twice"));
        assertThat(made.seed()).isEqualTo(11);
        assertThat(made.java()).startsWith(Runtime.version().toString()).endsWith(System.getProperty("java.vendor"));
        assertThat(made.system())
                .startsWith(System.getProperty("os.name") + " ")
                .endsWith(", " + Runtime.getRuntime().availableProcessors() + " processors");
        assertThat(made.backend()).isEqualTo(Nd4jEnvironment.loaded());
        assertThat(made.device()).isEqualTo("CPU, oneDNN");
        assertThat(Instant.parse(made.started())).isBetween(before, Instant.now());
        assertThat(made.outcome()).isEqualTo(Outcome.begun());
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        RunFolder folder = new RunFolder(run);
        Provenance written = provenance().with(new Outcome(Outcome.State.FINISHED, 9, 4, 0.8, ""));
        written.write(folder);

        assertThat(Provenance.read(folder)).isEqualTo(written);
        assertThat(Files.readString(folder.provenance())).endsWith("}\n").contains("\"finished\"");
    }

    @Test
    void recordsOfOtherVersionsAreRead() throws IOException {
        RunFolder folder = new RunFolder(run);
        Files.writeString(folder.provenance(), "{\"dataset\": {\"name\": \"n\", \"folder\": \"f\"}, \"later\": 1}");

        assertThat(Provenance.read(folder).findings()).isEmpty();
        assertThat(Provenance.read(folder).dataset()).isEqualTo(new Source("n", "f", ""));
    }

    @Test
    void aRecordThatIsNoneIsNamed() throws IOException {
        RunFolder folder = new RunFolder(run);
        Files.writeString(folder.provenance(), "{");

        assertThatThrownBy(() -> Provenance.read(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(folder.provenance() + " cannot be read");
    }

    @Test
    void theSameCasesAreTheSameWhereverTheyLie(@TempDir Path elsewhere) throws IOException {
        Provenance provenance = provenance();
        for (String folder : List.of("images", "labels")) {
            Files.move(data.resolve(folder), elsewhere.resolve(folder));
        }

        assertThat(provenance.isOf(data(elsewhere, SPLIT))).isTrue();
        assertThat(provenance.changed(data(elsewhere, SPLIT))).isEmpty();
    }

    @Test
    void casesInOtherPartsAreAnotherRun() {
        Split turned = new Split("own", 3, List.of("b"), List.of("a"), List.of("c"));

        assertThat(provenance().isOf(data(data, turned))).isFalse();
        assertThat(provenance().changed(data(data, turned))).isEmpty();
    }

    @Test
    void filesThatChangedCameOrWentAreNamed() throws IOException {
        Provenance provenance = provenance();
        write("labels/b.nii", "another");
        write("dataset.yaml", "prefer: sform\n");
        Split other = new Split("own", 3, List.of("a"), List.of("b"), List.of("d"));

        assertThat(provenance.changed(data(data, other)))
                .containsExactly(
                        "images/c.nii", "images/d.nii", "labels/b.nii", "labels/c.nii", "labels/d.nii", "dataset.yaml");
        assertThat(provenance.isOf(data())).isFalse();
    }

    @Test
    void whatTheDatasetSaysOfItselfCounts() throws IOException {
        write("dataset.yaml", "prefer: sform\n");
        Provenance before = with("a", Source.of(data().dataset()), Hashes.ofInputs(data()), List.of());
        assertThat(before.isOf(data())).isTrue();
        write("dataset.yaml", "prefer: qform\n");
        assertThat(before.changed(data())).containsExactly("dataset.yaml");
        assertThat(before.isOf(data())).isFalse();
    }

    @Test
    void aRunThatGoesOnBeganWhenItBegan() {
        Outcome finished = new Outcome(Outcome.State.FINISHED, 9, 4, 0.8, "");
        Provenance now = provenance().with(finished);
        Provenance before = new Provenance(
                "old",
                "x",
                "full",
                "1",
                null,
                SPLIT,
                Map.of(),
                null,
                1,
                "8",
                "Mac",
                null,
                "",
                "long ago",
                Outcome.begun());
        Provenance on = now.resuming(before);

        assertThat(on.started()).isEqualTo("long ago");
        assertThat(on.outcome()).isEqualTo(finished);
        assertThat(on.code()).isEqualTo("a code");
        assertThat(on.with(null).outcome()).isNull();
        assertThat(on.with(null).started()).isEqualTo("long ago");
    }

    @Test
    void anotherCodeIsNotThisOne() {
        assertThat(provenance().isOfThisCode()).isFalse();
    }
}
