package org.attunet.eval.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.attunet.data.DataException;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.volume.Size;
import org.attunet.eval.quality.DicePredictor;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.engine.PrecisionChoice;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.weights.Tensor;
import org.attunet.model.weights.WeightsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

class ModelFileTest {
    private static final Backend BACKEND = BackendChoice.AUTO.resolve();
    private static final NetworkSettings NETWORK = NetworkSettings.reference(1, 2, List.of(4, 6, 8));

    @TempDir
    private Path folder;

    private static Model model(NetworkSettings network, PreprocessingSettings preprocessing) {
        Map<String, Tensor> weights = new TreeMap<>();
        training().parameters().forEach((name, values) -> weights.put(name, Tensor.of(values)));
        InferenceSettings inference = InferenceSettings.of(Size.cube(16)).withEmptyBelow(-1.5);
        return new Model("a run", network, preprocessing, inference, List.of("background", "pancreas"), weights);
    }

    private static NetworkGraph training() {
        return AttentionUNet.training(NETWORK, LossSettings.of(LossKind.DICE), new NoOp(), 5, BACKEND);
    }

    private Path written() {
        Path file = folder.resolve("model.zip");
        ModelFile.write(model(NETWORK, PreprocessingSettings.demo()), file);
        return file;
    }

    @Test
    void aTrainedGraphComesBackAsTheSameNetwork() {
        INDArray patch = Nd4j.rand(1, 1, 16, 16, 16);
        NetworkGraph expected = AttentionUNet.inference(NETWORK, BACKEND.inferring(PrecisionChoice.AUTO));
        AttentionUNet.copyParameters(training(), expected);

        Model model = ModelFile.read(written());

        assertThat(model.graph(BACKEND).infer(patch)).isEqualTo(expected.infer(patch));
    }

    /** Files of earlier versions say nothing of it. */
    @Test
    void aTemperatureComesBackAndIsOneWhereAFileSaysNothing() {
        Calibration fitted = new Calibration(1.5, 3, 1000, 0.4, 0.3);
        Path file = folder.resolve("calibrated.zip");
        ModelFile.write(model(NETWORK, PreprocessingSettings.demo()).calibrated(fitted), file);
        assertThat(ModelFile.read(file).calibration()).isEqualTo(fitted);

        ObjectNode head = ModelHead.json(model(NETWORK, PreprocessingSettings.demo()));
        head.remove("calibration");
        assertThat(ModelHead.model(head, "an old file", Map.of()).calibration()).isEqualTo(Calibration.NONE);
    }

    @Test
    void whatPredictsTheDiceOfMasksComesBackAndIsNoneWhereAFileSaysNothing() {
        List<Double> three = List.of(0.1 + 0.2, 1.0 / 3, 6e-9);
        DicePredictor learned =
                new DicePredictor(0.7, three, three, three, 0.6, new DicePredictor.Fit(12, 0.04, 0.12, 0.9));
        Model model = model(NETWORK, PreprocessingSettings.demo());
        Path file = folder.resolve("judged.zip");
        ModelFile.write(model.judged(Optional.of(learned)), file);
        assertThat(ModelFile.read(file).quality()).contains(learned);
        assertThat(ModelHead.model(ModelHead.json(model), "an old file", Map.of())
                        .quality())
                .isEmpty();

        ObjectNode head = ModelHead.json(model.judged(Optional.of(learned)));
        ((ObjectNode) head.get("quality")).putArray("weights").add(1);
        assertThatThrownBy(() -> ModelHead.model(head, "a strange file", Map.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("in quality, ")
                .hasMessageContaining("3 traits");
    }

    @Test
    void everySettingComesBack() {
        for (String preset : PreprocessingSettings.PRESETS) {
            Model model = model(NETWORK, PreprocessingSettings.preset(preset));
            Path file = folder.resolve(preset + ".zip");
            ModelFile.write(model, Map.of("state.bin", new byte[] {1, 2}), file);
            Model read = ModelFile.read(file);

            assertThat(read.network()).isEqualTo(model.network());
            assertThat(read.preprocessing()).isEqualTo(model.preprocessing());
            assertThat(read.inference()).isEqualTo(model.inference());
            assertThat(read.classes()).isEqualTo(model.classes());
            assertThat(read.name()).isEqualTo("a run");
            assertThat(ModelFile.further(file, Map.of("state.bin", 2L))).containsOnlyKeys("state.bin");
        }
    }

    private static Model coarse() {
        Model model = model(NETWORK, PreprocessingSettings.best());
        return new Model(
                "coarse/1",
                NETWORK,
                model.preprocessing(),
                model.inference(),
                List.of("air", "organ"),
                model.weights());
    }

    @Test
    void aCoarseModelThatItLooksByLiesInTheFile() {
        Model model = model(NETWORK, PreprocessingSettings.demo()).lookingBy(coarse());
        Path file = folder.resolve("both.zip");
        ModelFile.write(model, file);
        Model read = ModelFile.read(file);

        assertThat(read.inference().coarse().coarseModel()).contains("coarse/1");
        Model found = read.coarse().orElseThrow();
        assertThat(found.name()).isEqualTo("coarse/1");
        assertThat(found.preprocessing()).isEqualTo(PreprocessingSettings.best());
        assertThat(found.weights().keySet()).isEqualTo(coarse().weights().keySet());
        assertThat(read.weights().keySet()).isEqualTo(model.weights().keySet());
        assertThat(read.segmenter(BACKEND).search()).isPresent();
    }

    @Test
    void aModelIsMadeToLookEverywhereAgain() {
        Model model = model(NETWORK, PreprocessingSettings.demo()).lookingBy(coarse());
        Model everywhere = model.shown(model.inference().withCoarse(CoarseSettings.NONE));

        assertThat(everywhere.coarse()).isEmpty();
        assertThat(everywhere.segmenter(BACKEND).search()).isEmpty();
    }

    /** Only what looks everywhere can say where to look. */
    @Test
    void aCoarseModelLosesItsOwn() {
        Model once = model(NETWORK, PreprocessingSettings.demo()).lookingBy(coarse());

        assertThat(coarse().lookingBy(once).coarse().orElseThrow().coarse()).isEmpty();
    }

    @Test
    void aModelThatNamesACoarseOneHasToHoldIt() throws IOException {
        Path file = folder.resolve("both.zip");
        ModelFile.write(model(NETWORK, PreprocessingSettings.demo()).lookingBy(coarse()), file);
        Path without = folder.resolve("without.zip");
        try (ZipFile from = new ZipFile(file.toFile());
                ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(without))) {
            zip.putNextEntry(new ZipEntry("model.json"));
            zip.write(from.getInputStream(from.getEntry("model.json")).readAllBytes());
        }

        assertThatThrownBy(() -> ModelFile.read(without))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the coarse model. Expected coarse/1, found none");
    }

    @Test
    void theSameModelIsTheSameBytes() throws IOException {
        byte[] first = Files.readAllBytes(written());

        assertThat(Files.readAllBytes(written())).isEqualTo(first);
    }

    @Test
    void aTruncatedFileIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(written());
        Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> ModelFile.read(cut))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cut.zip")
                .hasMessageContaining("cut short");
    }

    @Test
    void aFlippedBitIsNoticed() throws IOException {
        byte[] bytes = Files.readAllBytes(written());
        bytes[bytes.length / 2] ^= 4;
        Path flipped = Files.write(folder.resolve("flipped.zip"), bytes);

        assertThatThrownBy(() -> ModelFile.read(flipped))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("damaged");
    }

    /** In the directory at a zip's end, which no checksum of the format covers. */
    @Test
    void aFlippedBitOfANameIsNoticed() throws IOException {
        byte[] bytes = Files.readAllBytes(written());
        int name = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("weights/");
        bytes[name + "weights/".length()] ^= 1;
        Path flipped = Files.write(folder.resolve("flipped.zip"), bytes);

        assertThatThrownBy(() -> ModelFile.read(flipped))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("contents.txt", "damaged");
    }

    @Test
    void aNewerSchemaIsRefused() throws IOException {
        Path newer = folder.resolve("newer.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(newer))) {
            zip.putNextEntry(new ZipEntry("model.json"));
            zip.write("{\"schema\": 99, \"magic\": true}".getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(() -> ModelFile.read(newer))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("99")
                .hasMessageContaining("newer version");
    }

    @Test
    void weightsOfAnotherNetworkAreRefusedByName() {
        Model model = model(NetworkSettings.reference(1, 2, List.of(4, 6, 8, 10)), PreprocessingSettings.demo());

        assertThatThrownBy(() -> model.graph(BACKEND))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("do not fit the network");
    }

    @Test
    void whatIsNoModelIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.zip"), "no zip");

        assertThatThrownBy(() -> ModelFile.read(text)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> ModelFile.read(folder.resolve("none.zip")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("none.zip");
    }

    @Test
    void aClassWithoutANameIsRefused() {
        Model model = model(NETWORK, PreprocessingSettings.demo());

        assertThatThrownBy(() -> new Model(
                        "", NETWORK, model.preprocessing(), model.inference(), List.of("background"), Map.of()))
                .hasMessageContaining("2 classes");
    }
}
