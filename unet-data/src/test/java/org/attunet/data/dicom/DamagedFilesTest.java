package org.attunet.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.attunet.data.DataException;
import org.attunet.data.ZipResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a file's bytes, reading it ends soon, and in pixels or in a refusal. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamagedFilesTest {
    private static final long SEED = 7;

    private static byte[] whole(String name) throws IOException {
        return ZipResource.entry("dicom-cases.zip", name + "/IM0004.dcm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deflated",
                "implicit_vr_slope2",
                "jpeg_2000_signed16",
                "jpeg_lossless_sv1",
                "nested_sequences_icon",
                "rle_lossless"
            })
    void anyTruncationEndsInARefusal(String name) throws IOException {
        byte[] whole = whole(name);
        for (int length = 0; length < whole.length; length += 1 + length / 100) {
            DicomBytes.read(Arrays.copyOf(whole, length));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deflated",
                "implicit_vr_slope2",
                "jpeg_2000_signed16",
                "jpeg_lossless_sv1",
                "nested_sequences_icon",
                "rle_lossless"
            })
    void anyFlippedBitsEndInPixelsOrARefusal(String name) throws IOException {
        byte[] whole = whole(name);
        Random random = new Random(SEED);
        for (int round = 0; round < 250; round++) {
            byte[] damaged = whole.clone();
            for (int n = 0; n < 1 + round % 4; n++) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            DicomBytes.read(damaged);
        }
    }

    /** The decoder of JPEG 2000 prints the trace of an error that it throws as well. */
    @Test
    void noDecoderPrintsTraces() throws IOException {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (InputStream damaged = DicomFuzzTest.class.getResourceAsStream(
                "DicomFuzzTestInputs/anyBytesAreASliceOrRefused/jpeg_2000_two_full_bytes.dcm")) {
            DicomBytes.read(damaged.readAllBytes());
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aDamagedSeriesIsReadOrRefusedAsAWhole(@TempDir Path folder) throws IOException {
        Slice.write(folder, Slice.series(5));
        byte[] whole = new Slice(2).bytes();
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            byte[] damaged = whole.clone();
            damaged[128 + random.nextInt(whole.length - 128)] ^= (byte) (1 << random.nextInt(8));
            Files.write(folder.resolve("IM898"), damaged);
            try {
                DicomScan scan = DicomScan.scan(folder);
                scan.single(DicomOptions.STRICT).load(DicomOptions.STRICT);
            } catch (DataException e) {
                assertThat(e.getMessage()).as("seed %d round %d", SEED, round).isNotBlank();
            }
        }
    }
}
