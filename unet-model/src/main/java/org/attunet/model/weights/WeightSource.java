package org.attunet.model.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.ParameterSpec;

/** Reads weights from whatever holds them, known by its content, not by its name. */
public final class WeightSource {
    private static final int TAR_MARK = 257;

    private WeightSource() {}

    /**
     * Every tensor by its travelling name ({@link ParameterSpec#name}): from a folder of {@code .npy} files, a PyTorch checkpoint (1.6 or
     * later, bare or wrapped, of the reference project or the paper's) or a {@code .safetensors} file.
     *
     * @throws WeightsException naming the file and, where it comes to that, the tensor, with what was expected and found
     */
    public static Map<String, Tensor> read(Path source) {
        return read(source, Optional.empty()).tensors();
    }

    /**
     * As above.
     *
     * @param dictionary which of several state dictionaries of a PyTorch checkpoint; elsewhere the
     *     tensors whose names begin with it and a dot. Left out, the likeliest
     */
    public static StoredWeights read(Path source, Optional<String> dictionary) {
        Shards.refuse(source);
        if (Files.isDirectory(source)) {
            return plain(WeightFolder.read(source), dictionary, source);
        }
        byte[] start = start(source);
        if (startsWith(start, 'P', 'K')) {
            StoredWeights stored = TorchFile.read(source, dictionary);
            return new StoredWeights(ReferenceKeys.translate(stored.tensors()), stored.dictionary(), stored.others());
        }
        refuseOldCheckpoints(source, start);
        if (start.length > 8 && start[8] == '{') {
            return plain(SafetensorsFile.read(source), dictionary, source);
        }
        throw new WeightsException(
                source + " is nothing weights are read from: expected a folder of .npy files, a PyTorch"
                        + " checkpoint or a .safetensors file");
    }

    private static StoredWeights plain(Map<String, Tensor> all, Optional<String> prefix, Path source) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(all);
        prefix.ifPresent(name -> tensors.keySet().removeIf(key -> !key.startsWith(name + ".")));
        if (tensors.isEmpty()) {
            throw new WeightsException(
                    source + " holds no tensors whose names begin with '" + prefix.orElse("") + ".'");
        }
        Map<String, Tensor> bare = new LinkedHashMap<>();
        tensors.forEach((key, tensor) ->
                bare.put(prefix.map(name -> key.substring(name.length() + 1)).orElse(key), tensor));
        return new StoredWeights(ReferenceKeys.translate(bare), prefix, List.of());
    }

    /**
     * The network that weights are of: what the source's manifest says, else what follows from their names and shapes.
     *
     * @param source where the weights were read from
     * @param weights what was read
     * @throws WeightsException if they are of no network known here
     */
    public static NetworkSettings network(Path source, Map<String, Tensor> weights) {
        return Files.exists(source.resolve("manifest.json"))
                ? WeightFolder.network(source)
                : new WeightShapes(weights).network();
    }

    private static byte[] start(Path source) {
        try (InputStream in = Files.newInputStream(source)) {
            return in.readNBytes(512);
        } catch (IOException e) {
            throw new WeightsException("cannot read " + source + ": " + e.getMessage(), e);
        }
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && bytes[0] == (byte) first && bytes[1] == (byte) second;
    }

    private static void refuseOldCheckpoints(Path source, byte[] start) {
        boolean tar = start.length > TAR_MARK + 5
                && new String(start, TAR_MARK, 5, StandardCharsets.US_ASCII).equals("ustar");
        boolean bare = start.length > 1 && start[0] == (byte) 0x80 && start[1] >= 2 && start[1] <= 5;
        if (tar || bare) {
            throw new WeightsException(
                    source + " is a checkpoint of the format before PyTorch 1.6 ("
                            + (tar ? "a tar archive" : "a bare pickle")
                            + "), which is not read. Save it again with a newer PyTorch: torch.save(torch.load(path), new_path)");
        }
    }
}
