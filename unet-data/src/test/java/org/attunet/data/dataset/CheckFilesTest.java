package org.attunet.data.dataset;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.attunet.data.dataset.TinyDataset.edit;
import static org.attunet.data.dataset.TinyDataset.holds;
import static org.attunet.data.dataset.TinyDataset.only;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.attunet.data.Severity;
import org.attunet.data.nifti.AffineSource;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Volume;
import org.attunet.data.volume.VolumeStatistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows N1 to N21 of the list of bad inputs, as {@code check} tells them. */
class CheckFilesTest {
    private static final int DIM = 40;
    private static final int DATATYPE = 70;
    private static final int BITPIX = 72;
    private static final int PIXDIM = 76;
    private static final int VOX_OFFSET = 108;
    private static final int SLOPE = 112;
    private static final int INTERCEPT = 116;
    private static final int UNITS = 123;
    private static final int QFORM_CODE = 252;
    private static final int SFORM_CODE = 254;
    private static final int SFORM = 280;
    private static final int MAGIC = 344;

    @TempDir
    private Path folder;

    private TinyDataset data;

    @BeforeEach
    void writeOneCase() {
        data = new TinyDataset(folder).with("a");
    }

    private static Arguments row(String code, Severity severity, Consumer<ByteBuffer> change) {
        return Arguments.of(code, severity, change);
    }

    private static Consumer<ByteBuffer> sformOnly(Consumer<ByteBuffer> change) {
        return change.andThen(bytes -> bytes.putShort(QFORM_CODE, (short) 0));
    }

    private static Consumer<ByteBuffer> qformOnly(Consumer<ByteBuffer> change) {
        return change.andThen(bytes -> bytes.putShort(SFORM_CODE, (short) 0));
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                row("N1", Severity.ERROR, b -> b.put(MAGIC, (byte) 'x')),
                row("N1", Severity.ERROR, b -> b.putInt(MAGIC, 0)),
                row("N4", Severity.ERROR, b -> b.putShort(DIM + 4, (short) 0)),
                row("N4", Severity.ERROR, b -> b.putShort(DIM + 4, (short) -5)),
                row("N5", Severity.ERROR, b -> b.putShort(DIM + 2, (short) 21)),
                row("N5", Severity.WARNING, b -> b.putShort(DIM + 6, (short) 17)),
                row("N6", Severity.ERROR, b -> b.putShort(DIM, (short) 2)),
                row("N7", Severity.FIXED, b -> b.putShort(DIM, (short) 4).putShort(DIM + 8, (short) 1)),
                row("N7", Severity.ERROR, b -> b.putShort(DIM, (short) 4).putShort(DIM + 8, (short) 2)),
                row("N8", Severity.ERROR, b -> b.putShort(DATATYPE, (short) 128)),
                row("N8", Severity.WARNING, b -> b.putShort(BITPIX, (short) 32)),
                row("N9", Severity.ERROR, b -> b.putFloat(VOX_OFFSET, 100)),
                row("N10", Severity.ERROR, qformOnly(b -> b.putFloat(PIXDIM + 8, Float.NaN))),
                row("N10", Severity.ERROR, qformOnly(b -> b.putFloat(PIXDIM + 8, 0))),
                row("N10", Severity.ERROR, qformOnly(b -> b.putFloat(PIXDIM + 8, -1))),
                row("N10", Severity.ERROR, qformOnly(b -> b.putFloat(PIXDIM + 8, 1e6f))),
                row("N11", Severity.FIXED, qformOnly(b -> b.putFloat(PIXDIM, 0))),
                row("N12", Severity.WARNING, b -> b.putFloat(SFORM + 12, -19.5f)),
                row("N12", Severity.ERROR, b -> b.putFloat(SFORM + 12, -18)),
                row("N12", Severity.WARNING, b -> b.put(SFORM, new byte[48])),
                row("N12", Severity.WARNING, b -> b.putFloat(SFORM, Float.NaN)),
                row("N14", Severity.FIXED, b -> b.putFloat(SFORM + 4, 0.0004f)),
                row("N14", Severity.ERROR, b -> b.putFloat(SFORM + 4, 1)),
                row("N14", Severity.ERROR, sformOnly(b -> b.putFloat(SFORM, 0))),
                row("N14", Severity.ERROR, sformOnly(b -> b.putFloat(SFORM, Float.NaN))),
                row("N15", Severity.FIXED, b -> b.put(UNITS, (byte) 1)),
                row("N15", Severity.WARNING, b -> b.put(UNITS, (byte) 0)),
                row("N16", Severity.FIXED, b -> b.putFloat(SLOPE, Float.NaN)),
                row("N16", Severity.ERROR, b -> b.putFloat(SLOPE, 1).putFloat(INTERCEPT, Float.NaN)),
                row("N18", Severity.ERROR, b -> b.put(352, new byte[b.capacity() - 352])),
                row("N19", Severity.WARNING, b -> b.putShort(352, (short) -32768)),
                row("N20", Severity.WARNING, b -> b.put(UNITS, (byte) 1)),
                row("N20", Severity.WARNING, b -> b.put(UNITS, (byte) 3)),
                row("N21", Severity.ERROR, b -> b.put("NRRD0004\ntype: short".getBytes(US_ASCII))));
    }

    @ParameterizedTest(name = "{0} {1} #{index}")
    @MethodSource("headers")
    void everyRowIsAFindingOfItsCase(String code, Severity severity, Consumer<ByteBuffer> change) {
        edit(data.image("a"), change);
        only(data.check(), code, severity);
    }

    @Test
    void aSpacingThatNothingNeedsIsIgnored() {
        edit(data.image("a"), b -> b.putFloat(PIXDIM + 8, Float.NaN).putShort(QFORM_CODE, (short) 0));
        holds(data.check());
    }

    @Test
    void theFormThatDatasetYamlPrefersSettlesTheQuarrel() {
        edit(data.image("a"), b -> b.putFloat(SFORM + 12, -18));
        data.settings("prefer: qform\n");
        holds(data.check(), "a N12 FIXED");
        holds(
                data.check(CheckSettings.DEFAULT.withPrefer(Optional.of(AffineSource.SFORM))),
                "a N12 FIXED",
                "a L3 ERROR");
    }

    @Test
    void withoutAnyFormImageAndLabelMustAgree() {
        Consumer<ByteBuffer> formless = qformOnly(b -> b.putShort(QFORM_CODE, (short) 0));
        edit(data.image("a"), formless);
        edit(data.label("a"), formless);
        holds(data.check(), "a N13 WARNING", "a N13 WARNING");
        edit(data.label("a"), b -> b.putFloat(PIXDIM + 4, 3));
        holds(data.check(), "a N13 WARNING", "a N13 WARNING", "a L2 ERROR", "a N13 ERROR");
    }

    @Test
    void aTruncatedArchiveIsAnError() throws IOException {
        Path zipped = folder.resolve("images/a.nii.gz");
        NiftiWriter.write(TinyDataset.ct("a"), zipped);
        Files.delete(data.image("a"));
        byte[] bytes = Files.readAllBytes(zipped);
        Files.write(zipped, Arrays.copyOf(bytes, bytes.length / 2));
        holds(data.check(), "a N2 ERROR");
        bytes[bytes.length - 6] ^= 1;
        Files.write(zipped, bytes);
        holds(data.check(), "a N2 ERROR");
    }

    @Test
    void aNameThatLiesAboutCompressionIsPutRight() throws IOException {
        Files.move(data.image("a"), folder.resolve("images/a.nii.gz"));
        holds(data.check(), "a N2 FIXED");
        byte[] plain = Files.readAllBytes(folder.resolve("images/a.nii.gz"));
        Files.delete(folder.resolve("images/a.nii.gz"));
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(data.image("a")))) {
            out.write(plain);
        }
        holds(data.check(), "a N2 FIXED");
    }

    @Test
    void valuesThatAreNoNumbersAreCounted() {
        float[] values = TinyDataset.ct("a").floats();
        values[7] = Float.NaN;
        values[8] = Float.POSITIVE_INFINITY;
        NiftiWriter.write(Volume.of(TinyDataset.GEOMETRY, values), data.image("a"));
        CheckReport report = data.check();
        holds(report, "a N17 ERROR");
        assertThat(report.lines().get(0)).contains("1 voxels are not a number and 1 inf");

        data.settings("replace-nan: true\n");
        holds(data.check(), "a N17 FIXED");
        Dataset opened = DatasetFolder.open(folder);
        Volume read =
                new CaseReader(opened.settings()).read(opened.cases().get(0)).image();
        assertThat(read.get(7)).isEqualTo((float) VolumeStatistics.of(read).min());
        assertThat(read.get(8)).isEqualTo((float) VolumeStatistics.of(read).max());
    }

    @Test
    void valuesThatNoCtHasAreAWarning() {
        float[] values = TinyDataset.ct("a").floats();
        for (int n = 0; n < values.length; n++) {
            values[n] = Math.max(0, Math.min(255, (values[n] + 1000) / 5));
        }
        NiftiWriter.write(Volume.of(TinyDataset.GEOMETRY, values), data.image("a"));
        holds(data.check(), "a N19 WARNING");
    }

    @Test
    void aLabelFileThatCannotBeReadIsAFindingToo() {
        edit(data.label("a"), b -> b.put(MAGIC, (byte) 'x'));
        holds(data.check(), "a N1 ERROR");
    }

    @Test
    void aBigEndianCaseHasNoFindings() {
        edit(data.image("a"), CheckFilesTest::turn);
        holds(data.check());
    }

    /** Reverses the bytes of every number of a NIfTI-1 file of shorts. */
    private static void turn(ByteBuffer bytes) {
        int[][] ints = {{0, 1}, {32, 1}, {56, 3}, {PIXDIM, 8}, {VOX_OFFSET, 3}, {124, 6}, {256, 6}, {SFORM, 12}};
        for (int[] run : ints) {
            for (int at = run[0]; at < run[0] + 4 * run[1]; at += 4) {
                bytes.putInt(at, Integer.reverseBytes(bytes.getInt(at)));
            }
        }
        int[][] shorts = {{36, 1}, {DIM, 8}, {68, 4}, {120, 1}, {QFORM_CODE, 2}, {352, (bytes.capacity() - 352) / 2}};
        for (int[] run : shorts) {
            for (int at = run[0]; at < run[0] + 2 * run[1]; at += 2) {
                bytes.putShort(at, Short.reverseBytes(bytes.getShort(at)));
            }
        }
    }

    @Test
    void namesInAnyScriptAndOfAnyLengthPass() throws IOException {
        Path far = folder.resolve("Größe 日本 " + "x".repeat(200)).resolve("y".repeat(200));
        Files.createDirectories(far);
        String id = "Fall ä 膵臓 " + "z".repeat(180);
        TinyDataset there = new TinyDataset(far).with(id);
        holds(there.check());
        assertThat(DatasetFolder.open(far).ids()).containsExactly(id);
    }
}
