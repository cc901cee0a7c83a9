package org.attunet.eval.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.attunet.data.DataException;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.weights.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Model files of anybody's making: each is read or refused as data, and none is unpacked beyond what its settings allow. */
class DamagedModelTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final NetworkSettings NETWORK = NetworkSettings.reference(1, 2, List.of(2, 3));
    private static final TrainedOn SEEN = new TrainedOn(
            true,
            Optional.of(Set.of(0, 2)),
            Optional.of(SpacingRange.of(List.of(new Spacing(5, 4, 3), new Spacing(5, 5, 3)))),
            Optional.of(SpacingRange.of(List.of(Spacing.isotropic(1)))));

    @TempDir
    private Path folder;

    private Path good;

    @BeforeEach
    void writeAModel() {
        Map<String, Tensor> weights = new TreeMap<>();
        AttentionUNet.inference(NETWORK, BackendChoice.AUTO.resolve())
                .parameters()
                .forEach((name, values) -> weights.put(name, Tensor.of(values)));
        Model model = new Model(
                "a run",
                NETWORK,
                PreprocessingSettings.best(),
                InferenceSettings.of(Size.cube(8)),
                List.of("background", "pancreas"),
                SEEN,
                weights);
        good = folder.resolve("good.zip");
        ModelFile.write(model, good);
    }

    private String head() throws IOException {
        try (ZipFile zip = new ZipFile(good.toFile())) {
            return new String(zip.getInputStream(zip.getEntry("model.json")).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The good model with some entries replaced or added, and no list of contents, as of the first builds. */
    private Path with(Map<String, byte[]> entries) throws IOException {
        Path file = Files.createTempFile(folder, "other", ".zip");
        try (ZipFile zip = new ZipFile(good.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            Map<String, byte[]> all = new LinkedHashMap<>();
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                all.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
            all.remove("contents.txt");
            all.putAll(entries);
            for (Map.Entry<String, byte[]> entry : all.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return file;
    }

    private Path withHead(String json) throws IOException {
        return with(Map.of("model.json", json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatItWasTrainedOnComesBack() {
        assertThat(ModelFile.read(good).trainedOn()).isEqualTo(SEEN);
    }

    @Test
    void anOlderFileDoesNotSayWhatItWasTrainedOn() throws IOException {
        ObjectNode head = (ObjectNode) JSON.readTree(head());
        head.remove("trainedOn");
        ((ObjectNode) head.path("preprocessing")).remove("interpolation");

        assertThat(ModelFile.read(withHead(head.toString())).trainedOn()).isEqualTo(TrainedOn.UNKNOWN);
    }

    /** Every value of model.json at every depth, missing and in seven other kinds: read as a model, or refused as data. */
    @Test
    void whateverIsWrongInItsSettingsIsADataError() throws IOException {
        List<String> others = List.of("null", "\"x\"", "-1", "1e400", "99999999999", "[]", "{}", "[null]", "true");
        List<String> paths = new ArrayList<>();
        collect("", JSON.readTree(head()), paths);
        int refused = 0;
        for (String path : paths) {
            for (int n = -1; n < others.size(); n++) {
                JsonNode tree = JSON.readTree(head());
                int slash = path.lastIndexOf('/');
                ObjectNode parent = (ObjectNode) tree.at(path.substring(0, slash));
                String key = path.substring(slash + 1);
                if (n < 0) {
                    parent.remove(key);
                } else {
                    parent.set(key, JSON.readTree(others.get(n)));
                }
                Path file = withHead(tree.toString());
                Throwable failure = catchThrowable(() -> ModelFile.read(file));
                String what = path + (n < 0 ? " missing" : " = " + others.get(n));
                assertThat(failure == null || failure instanceof DataException)
                        .as("%s: %s", what, failure)
                        .isTrue();
                refused += failure == null ? 0 : 1;
            }
        }
        assertThat(refused).isGreaterThan(paths.size() * others.size() / 2);
    }

    private static void collect(String path, JsonNode node, List<String> paths) {
        node.fields().forEachRemaining(field -> {
            paths.add(path + "/" + field.getKey());
            collect(path + "/" + field.getKey(), field.getValue(), paths);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "classes",
                "network",
                "preprocessing",
                "inference",
                "network/widths",
                "network/gate",
                "inference/window",
                "inference/importance",
                "preprocessing/intensity",
                "preprocessing/crop",
                "schema"
            })
    void aMissingPartIsNamed(String path) throws IOException {
        ObjectNode head = (ObjectNode) JSON.readTree(head());
        int slash = path.lastIndexOf('/');
        ((ObjectNode) (slash < 0 ? head : head.path(path.substring(0, slash)))).remove(path.substring(slash + 1));
        Path file = withHead(head.toString());

        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(path.substring(0, Math.max(0, slash)))
                .hasMessageContaining("cannot be understood");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x/../../etc/y", "..", "/abs", "a\\\\b", "nul", "end.", "a\\u0000b"})
    void aClassNameThatIsAPathIsRefused(String name) throws IOException {
        Path file = withHead(head().replace("\"pancreas\"", "\"" + name + "\""));

        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(
                        "class name", "[M4]", file.getFileName().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"weights/../../x.npy", "weights//etc/x.npy", "weights/a b.npy", "weights/x.txt", "weights/.npy"})
    void aTensorUnderANameThatIsNoneIsRefused(String name) throws IOException {
        Path file = with(Map.of(name, new byte[] {1}));

        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("[M4]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.json", "weights/encoder1.conv1.weight.npy", "weights/more.npy", "contents.txt"})
    void anEntryLargerThanTheSettingsAllowIsNotUnpacked(String name) throws IOException {
        Path file = with(Map.of(name, new byte[64 << 20]));
        assertThat(file.toFile().length()).isLessThan(200_000);

        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(name, "[M4]");
    }

    @Test
    void whatNobodyAsksForIsNotUnpacked() throws IOException {
        Path file = with(Map.of("training/more.bin", new byte[64 << 20]));

        assertThat(ModelFile.read(file).name()).isEqualTo("a run");
        assertThatThrownBy(() -> ModelFile.further(file, Map.of("training/more.bin", 1000L)))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("training/more.bin", "[M4]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[1, 65537]", "[0, 3]", "[65536, 65536]", "[2]", "[1,1,1,1,1,1,1,1,1,1,1,1,1]", "[2, 2147483648]"
            })
    void absurdWidthsAreRefusedBeforeAnythingIsAllocated(String widths) throws IOException {
        ObjectNode head = (ObjectNode) JSON.readTree(head());
        ((ObjectNode) head.path("network")).set("widths", JSON.readTree(widths));
        Path file = withHead(head.toString());

        assertThatThrownBy(() -> ModelFile.read(file)).isInstanceOf(DataException.class);
    }

    @Test
    void twoValuesUnderOneKeyAreRefused() throws IOException {
        Path file = withHead(head().replaceFirst("\\{", "{\"name\": \"other\","));

        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Duplicate");
    }
}
