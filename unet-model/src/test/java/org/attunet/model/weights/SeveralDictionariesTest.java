package org.attunet.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints and files in which one network's weights lie several times: which are taken is said, and can be chosen. */
class SeveralDictionariesTest {
    @TempDir
    private Path folder;

    /** {@code {name: {'w': one number}}} of each name, the number being its place from 1. */
    private Path checkpoint(String... names) throws IOException {
        StringBuilder pickle = new StringBuilder("\u0080\u0002}(");
        ByteBuffer floats = ByteBuffer.allocate(4 * names.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < names.length; n++) {
            floats.putFloat(n + 1);
            pickle.append(text(names[n]))
                    .append("}")
                    .append(text("w"))
                    .append(view(names.length, n))
                    .append("s");
        }
        Path file = folder.resolve("several.pth");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            stored(zip, "archive/data.pkl", pickle.append("u.").toString().getBytes(StandardCharsets.ISO_8859_1));
            stored(zip, "archive/data/0", floats.array());
        }
        return file;
    }

    private static String text(String text) {
        return "U" + (char) text.length() + text;
    }

    private static String view(int length, int offset) {
        return "ctorch._utils\n_rebuild_tensor_v2\n((U\u0007storagectorch\nFloatStorage\nU\u00010U\u0003cpuL" + length
                + "L\ntQL" + offset + "L\n(L1L\nt(L1L\nt\u0089ccollections\nOrderedDict\n)RtR";
    }

    private static void stored(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static float value(StoredWeights weights) {
        return weights.tensors().get("w").values()[0];
    }

    @Test
    void theOneThatIsTakenAndThoseThatAreLeftAreNamed() throws IOException {
        StoredWeights weights = WeightSource.read(checkpoint("ema", "model", "teacher"), Optional.empty());

        assertThat(value(weights)).isEqualTo(2);
        assertThat(weights.dictionary()).contains("model");
        assertThat(weights.others()).containsExactly("ema", "teacher");
    }

    @Test
    void anotherCanBeChosen() throws IOException {
        Path file = checkpoint("ema", "model");

        assertThat(value(WeightSource.read(file, Optional.of("ema")))).isEqualTo(1);
        assertThatThrownBy(() -> WeightSource.read(file, Optional.of("student")))
                .isInstanceOf(WeightsException.class)
                .hasMessageContainingAll("student", "ema", "model");
    }

    @Test
    void severalOfWhichNoneIsUsualAreRefusedWithTheirNames() throws IOException {
        Path file = checkpoint("ema", "teacher");

        assertThatThrownBy(() -> WeightSource.read(file, Optional.empty()))
                .isInstanceOf(WeightsException.class)
                .hasMessageContainingAll("ema", "teacher", "--state-dict");
    }

    @Test
    void aPlainCheckpointHasNothingToChoose() throws IOException {
        StoredWeights weights = WeightSource.read(checkpoint("model"), Optional.empty());

        assertThat(weights.others()).isEmpty();
    }

    @Test
    void oneTensorUnderTwoPrefixesIsRefusedUnlessChosen() {
        Tensor one = new Tensor(new long[] {1}, new float[] {1});
        Tensor two = new Tensor(new long[] {1}, new float[] {2});
        Path npy = folder.resolve("npy");
        NpyFile.write(one, npy.resolve("model.w.npy"));
        NpyFile.write(two, npy.resolve("net.w.npy"));

        assertThatThrownBy(() -> WeightSource.read(npy, Optional.empty()))
                .isInstanceOf(WeightsException.class)
                .hasMessageContainingAll("called w", "--state-dict");
        assertThat(value(WeightSource.read(npy, Optional.of("net")))).isEqualTo(2);
        assertThat(value(WeightSource.read(npy, Optional.of("model")))).isEqualTo(1);
    }

    @Test
    void aPackedEntryIsNotUnpackedBeyondWhatItMayHold() throws IOException {
        Path file = folder.resolve("bomb.pth");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(new byte[] {'.'});
            zip.putNextEntry(new ZipEntry("archive/byteorder"));
            zip.write(new byte[32 << 20]);
        }

        assertThatThrownBy(() -> WeightSource.read(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("byteorder");
    }
}
