package org.attunet.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints put together by hand, opcode by opcode. */
class MaliciousCheckpointTest {
    @TempDir
    Path folder;

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A tensor of floats in storage "0": {@code {'weight': tensor}}; the shape's and storage's lengths as text of LONG. */
    private static String tensor(String length, String offset, String shape, String stride) {
        return "\u0080\u0002}U\u0006weight" + view(length, offset, shape, stride) + "s.";
    }

    private static String view(String length, String offset, String shape, String stride) {
        return "ctorch._utils\n_rebuild_tensor_v2\n((U\u0007storagectorch\nFloatStorage\n"
                + "U\u00010U\u0003cpuL" + length + "L\ntQL" + offset + "L\n(L" + shape + "L\nt(L" + stride
                + "L\nt\u0089ccollections\nOrderedDict\n)RtR";
    }

    private Path checkpoint(String pickle, byte[] storage) throws IOException {
        Path file = folder.resolve("crafted.pth");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setMethod(ZipOutputStream.STORED);
            stored(zip, "archive/data.pkl", latin(pickle));
            stored(zip, "archive/data/0", storage);
        }
        return file;
    }

    private static void stored(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(bytes.length);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        ((OutputStream) zip).write(bytes);
        zip.closeEntry();
    }

    private static byte[] floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return buffer.array();
    }

    @Test
    void honestCraftedTensorIsRead() throws IOException {
        Path file = checkpoint(tensor("4", "1", "2", "2"), floats(1, 2, 3, 4));
        assertThat(WeightSource.read(file).get("weight").values()).containsExactly(2, 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0080\u0002cposix\nsystem\n(U\u0004exittR.",
                "\u0080\u0002cos\nsystem\n(U\u0004exittR.",
                "\u0080\u0002c__builtin__\neval\n(U\u0001xtR.",
                "\u0080\u0004\u008c\u0008builtins\u008c\u0004exec\u0093\u008c\u0001x\u0085R.",
                "\u0080\u0002ctorch.hub\nload\n(tR.",
                "\u0080\u0002ctorch\nload\n(tR.",
                "\u0080\u0002csubprocess\nPopen\n(tR.",
                "\u0080\u0002crunpy\n_run_code\n(tR.",
                "\u0080\u0002cnumpy.testing._private.utils\nrunstring\n(tR.",
                "\u0080\u0002cbuiltins\ngetattr\n(tR."
            })
    void namesOfCodeAreRefusedBeforeAnythingElse(String pickle) throws IOException {
        Path file = checkpoint(pickle, new byte[0]);
        assertThatThrownBy(() -> WeightSource.read(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("asks for")
                .hasMessageContaining("nothing is ever executed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"i", "o", "\u0082\u0001", "\u0097", "P", "\u00ff"})
    void operationsThatAreNotNeededAreRefused(String operation) throws IOException {
        Path file = checkpoint("\u0080\u0002(U\u0002osU\u0006system" + operation + ".", new byte[0]);
        assertThatThrownBy(() -> WeightSource.read(file)).isInstanceOf(WeightsException.class);
    }

    @Test
    void claimsBeyondTheFileAreRefusedWithoutAllocating() throws IOException {
        byte[] storage = floats(1, 2, 3, 4);
        String huge = "4000000000000";
        for (String pickle : new String[] {
            tensor(huge, "0", huge, "1"),
            tensor("250000000", "0", "250000000", "1"),
            tensor("4", "0", huge, "0"),
            tensor("4", "0", "4", huge),
            tensor("4", "9223372036854775807", "4", "1"),
            tensor("4", "1", "4", "1"),
            tensor("4", "-1", "4", "1"),
            tensor("4", "0", "-4", "1")
        }) {
            Path file = checkpoint(pickle, storage);
            assertThatThrownBy(() -> WeightSource.read(file))
                    .isInstanceOf(WeightsException.class)
                    .hasMessageContaining("weight");
        }
    }

    /** As a script does that flattens all parameters into one array. */
    @Test
    void tensorsThatShareAStorageAreReadAsOftenAsTheyAreAndNoMore() throws IOException {
        StringBuilder views = new StringBuilder();
        for (int n = 0; n < 500; n++) {
            views.append("U\u0004w").append(n + 100).append(view("4000", String.valueOf(2 * n), "2", "1"));
        }
        byte[] storage = new byte[16000];
        ByteBuffer.wrap(storage).order(ByteOrder.LITTLE_ENDIAN).putFloat(4 * 7, 1.5f);
        Path file = checkpoint("\u0080\u0002}(" + views + "u.", storage);
        assertThat(WeightSource.read(file)).hasSize(500);
        assertThat(WeightSource.read(file).get("w103").values()).containsExactly(0, 1.5f);

        Path greedy = checkpoint("\u0080\u0002}(" + views.toString().replace("(L2L", "(L4000L") + "u.", storage);
        assertThatThrownBy(() -> WeightSource.read(greedy))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("numbers in");
    }

    @Test
    void aLooseTensorBesideTheDictionaryIsNotTakenForIt() throws IOException {
        String dictionary = "}U\u0006weight" + view("4", "0", "4", "1") + "s";
        String pickle = "\u0080\u0002}(U\u0004best" + view("4", "3", "1", "1") + "U\nstate_dict" + dictionary + "u.";
        assertThat(WeightSource.read(checkpoint(pickle, floats(1, 2, 3, 4)))).containsOnlyKeys("weight");
    }

    @Test
    void tensorsOfNumbersThatNoNetworkHasAreLeftOut() throws IOException {
        String complex = view("4", "0", "4", "1").replace("FloatStorage", "ComplexFloatStorage");
        String pickle = "\u0080\u0002}(U\u0001c" + complex + "U\u0006weight" + view("4", "0", "4", "1") + "u.";
        assertThat(WeightSource.read(checkpoint(pickle, floats(1, 2, 3, 4)))).containsOnlyKeys("weight");
    }

    /** Each list holds the one before it twice: followed to the end, 2^60 visits. */
    @Test
    void listsWithinListsAreNeverWalkedThrough() throws IOException {
        StringBuilder pickle = new StringBuilder("\u0080\u0002]q\u0001");
        for (int n = 1; n < 60; n++) {
            pickle.append("h")
                    .append((char) n)
                    .append("h")
                    .append((char) n)
                    .append("\u0086q")
                    .append((char) (n + 1));
        }
        Path asRoot = checkpoint(pickle + ".", new byte[0]);
        assertThatThrownBy(() -> WeightSource.read(asRoot)).isInstanceOf(WeightsException.class);
        Path asKey =
                checkpoint(pickle.toString().replace("\u0002]q\u0001", "\u0002}]q\u0001") + "U\u0001xs.", new byte[0]);
        assertThatThrownBy(() -> WeightSource.read(asKey)).isInstanceOf(WeightsException.class);
    }

    @Test
    void callsThatHoldThemselvesEnd() throws IOException {
        String self = "\u0080\u0002]q\u0001ctorch._tensor\n_rebuild_from_type_v2\nah\u0001ah\u0001ah\u0001a0"
                + "ctorch._tensor\n_rebuild_from_type_v2\nh\u0001R.";
        Path file = checkpoint(self, new byte[0]);
        assertThatThrownBy(() -> WeightSource.read(file)).isInstanceOf(WeightsException.class);
    }

    @Test
    void compressedPartsAreRefused() throws IOException {
        Path file = folder.resolve("bomb.pth");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            ((OutputStream) zip).write(new byte[1 << 20]);
        }
        assertThatThrownBy(() -> WeightSource.read(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("compressed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1000000000000],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F9\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1,-1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[\"1\"],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":1,\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[NaN],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,18446744073709551620]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]}}",
                "{\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"__metadata__\":NaN,\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"__metadata__\":{\"format\":\"pt\"}}",
                "{}",
                "{\"a\":7}",
                "{\"a\""
            })
    void safetensorsHeadersThatLieAreRefused(String header) throws IOException {
        Path file = safetensors(header);
        assertThatThrownBy(() -> WeightSource.read(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("lie.safetensors");
    }

    @Test
    void whatASafetensorsFileSaysOfItselfIsItsOwnAffair() throws IOException {
        Path file = safetensors("{\"__metadata__\":{\"step\":\"NaN\"},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}");
        assertThat(SafetensorsFile.read(file)).containsOnlyKeys("a");
    }

    /** Four bytes of numbers behind a header. */
    private Path safetensors(String header) throws IOException {
        Path file = folder.resolve("lie.safetensors");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length())
                .array());
        bytes.writeBytes(latin(header));
        bytes.writeBytes(new byte[4]);
        return Files.write(file, bytes.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000, 2000000000), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }",
                "{'descr': '|O8', 'fortran_order': False, 'shape': (1,), }",
                "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }",
                "nothing"
            })
    void npyHeadersThatLieAreRefused(String header) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(10 + header.length() + 4).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
        buffer.put(latin(header));
        Path file = Files.write(folder.resolve("lie.npy"), buffer.array());
        assertThatThrownBy(() -> NpyFile.read(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("lie.npy");
    }
}
