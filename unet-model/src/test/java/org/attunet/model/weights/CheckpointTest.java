package org.attunet.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.updater.TorchAdam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files written by PyTorch 2.13.0 and safetensors 0.8.0; the README beside them says what they hold. */
class CheckpointTest {
    @TempDir
    Path folder;

    private static Path file(String name) {
        try {
            return Path.of(
                    CheckpointTest.class.getResource("/checkpoints/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The k-th tensor of the file in alphabetical order holds k + n / 1024. */
    private static void holds(Tensor tensor, int k, double tolerance) {
        for (int n = 0; n < tensor.values().length; n++) {
            assertThat((double) tensor.values()[n])
                    .isCloseTo(k + n / 1024.0, org.assertj.core.data.Offset.offset(tolerance));
        }
    }

    @Test
    void wrappedCheckpointOfTheReferenceFillsTheNetwork() {
        Map<String, Tensor> weights = WeightSource.read(file("wrapped.pth"));
        NetworkSettings network = WeightSource.network(file("wrapped.pth"), weights);
        assertThat(network).isEqualTo(NetworkSettings.reference(1, 2, List.of(2, 3, 4, 5)));
        WeightTransfer.Report report = WeightTransfer.importAll(
                weights,
                AttentionUNet.training(
                                network,
                                LossSettings.of(LossKind.DICE),
                                new TorchAdam(1e-4),
                                1,
                                BackendChoice.AUTO.resolve())
                        .parameters());
        assertThat(report.left()).hasSize(18).allMatch(name -> name.matches("gate[123]\\.W\\..*"));
        // The first three in alphabetical order are attn1.W.0.bias, attn1.W.0.weight, attn1.W.1.bias.
        holds(weights.get("gate3.W.conv.bias"), 0, 0);
        holds(weights.get("gate3.W.conv.weight"), 1, 0);
        assertThat(weights.get("encoder1.conv1.weight").shape()).containsExactly(2, 1, 3, 3, 3);
        assertThat(weights.get("decoder1.conv1.weight").shape()).containsExactly(2, 5, 3, 3, 3);
    }

    @Test
    void prefixesTypesAndMemoryOrdersAreSeenThrough() {
        Map<String, Tensor> all = WeightSource.read(file("wrapped.pth"));
        Map<String, Tensor> some = WeightSource.read(file("bare.pth"));
        assertThat(some).containsKeys("encoder1.conv1.weight", "gate1.W_g.weight", "bottleneck.conv1.weight");
        some.forEach((name, tensor) -> {
            Tensor expected = all.get(name);
            assertThat(tensor.shape()).isEqualTo(expected.shape());
            // bfloat16 keeps 8 bits of numbers up to 40.
            double tolerance = name.equals("gate1.W_x.weight") ? 0.125 : name.equals("gate1.W_g.weight") ? 0.02 : 0;
            holds(tensor, (int) expected.values()[0], tolerance);
        });
    }

    @Test
    void safetensors() {
        Map<String, Tensor> weights = WeightSource.read(file("weights.safetensors"));
        assertThat(weights).hasSize(4);
        assertThat(weights.get("gate1.psi.bias").values()).containsExactly(1.5f);
        assertThat(weights.get("gate1.psi.weight").values()).containsExactly(0.25f, -2);
        assertThat(weights.get("gate1.psi.weight").shape()).containsExactly(1, 2, 1, 1, 1);
        assertThat(weights.get("bottleneck.bn1.running_mean").values()).containsExactly(0, 1, 2, 3, 4);
        Tensor kernel = WeightSource.read(file("wrapped.pth")).get("encoder1.conv1.weight");
        assertThat(weights.get("encoder1.conv1.weight").values()).containsExactly(kernel.values());
    }

    /** As {@code safetensors.torch.save_file(model.state_dict(), …)} writes it: with batch norm's counts. */
    @Test
    void safetensorsOfAStateDictionaryHoldCountsOfBatches() throws IOException {
        String header =
                "{\"model.conv1.conv.1.num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
                        + "\"model.conv1.conv.1.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}";
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length() + 12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII))
                .putLong(3)
                .putFloat(0.5f);
        Path file = Files.write(folder.resolve("state.safetensors"), bytes.array());
        assertThat(WeightSource.read(file)).containsOnlyKeys("conv1.conv.1.bias");
    }

    @Test
    void formatsThatAreNotReadSayWhatToDo() throws IOException {
        assertThatThrownBy(() -> WeightSource.read(file("legacy.pth")))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("before PyTorch 1.6")
                .hasMessageContaining("torch.save");
        assertThatThrownBy(() -> WeightSource.read(file("module.pth")))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("torch.nn.modules.linear.Linear")
                .hasMessageContaining("state_dict()");
        Path tar = Files.write(folder.resolve("old.pth"), tarStart());
        assertThatThrownBy(() -> WeightSource.read(tar)).hasMessageContaining("tar archive");
        Path text = Files.writeString(folder.resolve("weights.pth"), "no weights at all");
        assertThatThrownBy(() -> WeightSource.read(text)).hasMessageContaining("nothing weights are read from");
        assertThatThrownBy(() -> WeightSource.read(folder.resolve("absent.pth")))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("absent.pth");
    }

    private static byte[] tarStart() {
        byte[] start = new byte[512];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, start, 257, 5);
        return start;
    }

    /** Cut anywhere, flipped anywhere: the values are read as they were or the file is refused, and nothing else happens. */
    @ParameterizedTest
    @ValueSource(strings = {"wrapped.pth", "bare.pth", "weights.safetensors"})
    void damagedFilesAreRefused(String name) throws IOException {
        byte[] whole = Files.readAllBytes(file(name));
        Random random = new Random(11);
        int refused = 0;
        for (int n = 0; n < 120; n++) {
            byte[] bytes = n % 2 == 0 ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (n % 2 == 1) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Path damaged = Files.write(folder.resolve("damaged"), bytes);
            try {
                WeightSource.read(damaged);
            } catch (WeightsException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThanOrEqualTo(60);
    }
}
