package org.attunet.experiments.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.settings.SettingsGuide.Setting;
import org.attunet.experiments.sweep.SweepFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class SettingsDocumentsTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final String HOW =
            "a setting changed: run ./unet settings --out docs --force and commit what it wrote";

    @Test
    void everySettingIsDocumentedWhereItsDefaultIs() {
        assertThat(Experiments.guide().settings())
                .as("settings without a comment above them in defaults.yaml")
                .filteredOn(setting -> setting.meaning().isEmpty())
                .extracting(Setting::path)
                .isEmpty();
        assertThat(SweepFile.guide().settings())
                .allMatch(setting -> !setting.meaning().isEmpty());
    }

    @Test
    void thePageIsWhatTheProgramReads() throws IOException {
        assertThat(SettingsPage.markdown()).as(HOW).isEqualTo(Files.readString(DOCS.resolve("settings.md")));
    }

    @Test
    void theSchemasAreWhatTheProgramReads() throws IOException {
        assertThat(Schemas.experiment()).as(HOW).isEqualTo(Files.readString(DOCS.resolve("experiment.schema.json")));
        assertThat(Schemas.sweep()).as(HOW).isEqualTo(Files.readString(DOCS.resolve("sweep.schema.json")));
    }

    @Test
    void theSchemaAcceptsEveryShippedExperimentAsWrittenAndFilledIn() throws IOException {
        for (String name :
                List.of("defaults", "baseline", "deeper", "dice-ce", "conv-mapping", "paper", "best", "coarse")) {
            assertThat(experiment(resource("/org/attunet/experiments/experiment/" + name + ".yaml")))
                    .as(name)
                    .isEmpty();
            for (Scale scale : Scale.values()) {
                String filledIn = Experiments.yaml(Experiments.load(name, Optional.of(scale), List.of()));
                assertThat(experiment(filledIn)).as(name + " " + scale).isEmpty();
            }
        }
    }

    @Test
    void theSchemaAcceptsEveryShippedSweep() throws IOException {
        for (String name : SweepFile.SHIPPED) {
            String yaml = resource("/org/attunet/experiments/sweep/" + name + ".yaml");
            assertThat(SchemaCheck.problems(json(Schemas.sweep()), yaml(yaml)))
                    .as(name)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "training: {learning-rat: 1e-3}",
                "demo: {training: {epoch: 3}}",
                "trainin: {}",
                "demo: {name: x}",
                "data: {preset: refrence}",
                "network: {gate: addition}",
                "network: {widths: [8, 16.5]}",
                "data: {patch: [32, 32]}",
                "inference: {window: pach}",
                "training: {epochs: many}",
                "data: {allow-overlap: 1}",
            })
    void theSchemaRejectsWhatTheProgramWould(String yaml) throws IOException {
        assertThat(experiment(yaml)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {spacing: none, patch: 32, minimum: [64, 64, 32]}",
                "inference: {window: patch}",
                "{extends: baseline, full: {training: {epochs: 3}}}",
            })
    void theSchemaAcceptsEveryWayToWriteAValue(String yaml) throws IOException {
        assertThat(experiment(yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "experiment: [best]",
                "space: {training.learning-rate: {min: 1}}",
                "space: {training: {learning-rate: {valuess: [1]}}}",
                "strategy: genetics",
            })
    void theSweepSchemaRejectsWhatTheProgramWould(String yaml) throws IOException {
        assertThat(SchemaCheck.problems(json(Schemas.sweep()), yaml(yaml))).isNotEmpty();
    }

    private static List<String> experiment(String yaml) throws IOException {
        return SchemaCheck.problems(json(Schemas.experiment()), yaml(yaml));
    }

    private static JsonNode json(String text) throws IOException {
        return new JsonMapper().readTree(text);
    }

    /** As an editor's YAML parser would type it. */
    private static JsonNode yaml(String text) {
        return new JsonMapper().valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = SettingsDocumentsTest.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
