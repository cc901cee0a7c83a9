package org.attunet.data.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.volume.Affine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows N1 to N16 of the list of bad inputs, as far as the archive of cases has none of the kind. */
class OddHeaderTest {
    private static final int PIXDIM = 76;
    private static final int SFORM = 280;

    @TempDir
    Path folder;

    private Path odd(Consumer<ByteBuffer> change) throws IOException {
        return Odd.file(folder, NiftiType.INT16, change);
    }

    private NiftiImage read(Consumer<ByteBuffer> change) throws IOException {
        return NiftiReader.read(odd(change));
    }

    private void refused(String code, Consumer<ByteBuffer> change) throws IOException {
        Path file = odd(change);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NiftiReader.read(file))
                .withMessageContaining("odd.nii")
                .satisfies(e -> assertThat(e.code()).contains(code));
    }

    private static void noted(NiftiImage image, String code, Severity severity) {
        assertThat(image.notes()).extracting(Finding::code).containsExactly(code);
        assertThat(image.notes()).extracting(Finding::severity).containsExactly(severity);
    }

    private static void qformOnly(ByteBuffer header) {
        header.putShort(254, (short) 0);
    }

    @ParameterizedTest
    @EnumSource(NiftiType.class)
    void everyTypeIsReadInBothByteOrders(NiftiType type) throws IOException {
        Path file = Odd.file(folder, type, b -> {});
        assertThat(NiftiReader.read(file).volume().get(3, 2, 1)).isEqualTo(23);
        byte[] swapped = swapped(Files.readAllBytes(file), type.bytes());
        Files.write(file, swapped);
        NiftiImage image = NiftiReader.read(file);
        assertThat(image.volume().get(3, 2, 1)).isEqualTo(23);
        assertThat(image.header().order()).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(image.header().affine()).isEqualTo(Odd.GEOMETRY.affine());
    }

    private static byte[] swapped(byte[] bytes, int width) {
        byte[] out = bytes.clone();
        reverse(out, 0, 4, 1);
        reverse(out, 40, 2, 8);
        reverse(out, 70, 2, 2);
        reverse(out, PIXDIM, 4, 11);
        reverse(out, 252, 2, 2);
        reverse(out, 256, 4, 18);
        reverse(out, 352, width, (bytes.length - 352) / width);
        return out;
    }

    private static void reverse(byte[] bytes, int at, int width, int count) {
        for (int n = 0; n < count; n++) {
            for (int k = 0; k < width / 2; k++) {
                int one = at + n * width + k;
                int other = at + (n + 1) * width - 1 - k;
                byte kept = bytes[one];
                bytes[one] = bytes[other];
                bytes[other] = kept;
            }
        }
    }

    @Test
    void aNameThatIsNotThereIsRefused() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NiftiReader.read(folder.resolve("nothing.nii.gz")))
                .withMessageContaining("there is no such file");
    }

    @Test
    void analyzeIsRefusedByName() throws IOException {
        Path file = odd(b -> b.putInt(344, 0));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NiftiReader.read(file))
                .withMessageContaining("Analyze 7.5");
    }

    @Test
    void damagedCompressedBytesAreRefused() throws IOException {
        Path file = folder.resolve("damaged.nii.gz");
        NiftiWriter.write(NiftiReader.read(odd(b -> {})).volume(), file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 6] ^= 1;
        Files.write(file, bytes);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NiftiReader.read(file))
                .satisfies(e -> assertThat(e.code()).contains("N2"));
    }

    @Test
    void compressedBytesUnderAPlainNameAreUnpacked() throws IOException {
        Path zipped = folder.resolve("a.nii.gz");
        NiftiWriter.write(NiftiReader.read(odd(b -> {})).volume(), zipped);
        noted(NiftiReader.read(Files.move(zipped, folder.resolve("a.nii"))), "N2", Severity.FIXED);
    }

    @Test
    void aGzipFileTooSmallForItsDimensionsIsRefusedBeforeAllocating() throws IOException {
        Path file =
                odd(b -> b.putShort(42, (short) 2000).putShort(44, (short) 2000).putShort(46, (short) 500));
        Path zipped = folder.resolve("odd.nii.gz");
        try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(zipped))) {
            Files.copy(file, out);
        }
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NiftiReader.read(zipped))
                .satisfies(e -> assertThat(e.code()).contains("N5"));
    }

    @Test
    void zeroAndMoreThanSevenAxesAreRefused() throws IOException {
        refused("N4", b -> b.putShort(44, (short) 0));
        refused("N4", b -> b.putShort(40, (short) 8));
    }

    @Test
    void theTypeCountsWhereBitpixDiffers() throws IOException {
        noted(read(b -> b.putShort(72, (short) 32)), "N8", Severity.WARNING);
    }

    @ParameterizedTest
    @ValueSource(shorts = {1, 32, 128, 1536, 1792, 2048, 2304})
    void bitsColoursComplexAndLongFloatsAreRefused(short type) throws IOException {
        refused("N8", b -> b.putShort(70, type));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY, 1e6f})
    void aMillimetreIsNeverGuessed(float step) throws IOException {
        refused("N10", b -> qformOnly(b.putFloat(PIXDIM + 8, step)));
        refused("N10", b -> qformOnly(b.putFloat(PIXDIM + 8, step).putShort(252, (short) 0)));
        assertThat(read(b -> b.putFloat(PIXDIM + 8, step)).header().affine()).isEqualTo(Odd.GEOMETRY.affine());
    }

    @Test
    void qfacZeroIsOne() throws IOException {
        NiftiImage image = read(b -> qformOnly(b.putFloat(PIXDIM, 0)));
        noted(image, "N11", Severity.FIXED);
        assertThat(image.header().affine()).isEqualTo(Odd.GEOMETRY.affine());
    }

    @ParameterizedTest
    @CsvSource({"0.09, NONE", "0.2, WARNING", "0.3, ERROR"})
    void disagreeingFormsAreWeighedByTheirDistance(float millimetres, String severity) throws IOException {
        NiftiImage image = read(b -> b.putFloat(SFORM + 12, -10 + millimetres));
        assertThat(image.header().affine().get(0, 3)).isCloseTo(-10 + millimetres, within(1e-6));
        assertThat(image.notes().stream().map(f -> f.code() + f.severity()))
                .isEqualTo(severity.equals("NONE") ? java.util.List.of() : java.util.List.of("N12" + severity));
    }

    @Test
    void theFormAskedForDecides() throws IOException {
        Path file = odd(b -> b.putFloat(SFORM + 12, 50));
        NiftiImage image = NiftiReader.read(file, Optional.of(AffineSource.QFORM));
        assertThat(image.header().affine()).isEqualTo(Odd.GEOMETRY.affine());
        noted(image, "N12", Severity.FIXED);
    }

    @ParameterizedTest
    @CsvSource({"0.00009, FIXED", "0.3, ERROR"})
    void shearIsNoted(float shear, Severity severity) throws IOException {
        NiftiImage image = read(b -> b.putFloat(SFORM + 4, shear).putShort(252, (short) 0));
        noted(image, "N14", severity);
        assertThat(image.header().affine().get(0, 1)).isEqualTo(shear);
    }

    @Test
    void singularAndInfiniteAffinesAreRefused() throws IOException {
        refused("N14", b -> sformOnly(b.putFloat(SFORM, 0)));
        refused("N14", b -> sformOnly(b.putFloat(SFORM + 12, Float.NaN)));
        refused("N14", b -> sformOnly(b.putFloat(SFORM + 20, Float.POSITIVE_INFINITY)));
        refused("N14", b -> sformOnly(b.put(SFORM, new byte[48])));
        refused("N14", b -> b.put(SFORM, new byte[48]).putFloat(256, Float.NaN));
    }

    private static void sformOnly(ByteBuffer header) {
        header.putShort(252, (short) 0);
    }

    /** Columns that no grid has: all zeros, zeros but for the origin, one zero column, two alike, no numbers. */
    static Stream<Consumer<ByteBuffer>> sformsOfNoUse() {
        return Stream.of(
                b -> b.put(SFORM, new byte[48]),
                b -> b.put(SFORM, new byte[48]).putFloat(SFORM + 12, -90).putFloat(SFORM + 44, 7),
                b -> b.put(SFORM, new byte[32]),
                b -> b.putFloat(SFORM, 0),
                b -> b.putFloat(SFORM, 0).putFloat(SFORM + 16, 1),
                b -> b.putFloat(SFORM + 8, Float.NaN),
                b -> b.putFloat(SFORM + 12, Float.POSITIVE_INFINITY));
    }

    @ParameterizedTest
    @MethodSource("sformsOfNoUse")
    void anSformOfNoUseCountsAsNotSetBesideASoundQform(Consumer<ByteBuffer> change) throws IOException {
        NiftiImage image = read(change.andThen(b -> b.putShort(254, (short) 2)));
        noted(image, "N12", Severity.WARNING);
        assertThat(image.header().form()).isEqualTo(AffineSource.QFORM);
        assertThat(image.header().affine()).isEqualTo(Odd.GEOMETRY.affine());
    }

    @Test
    void anSformOfZerosIsNotSetEvenWhereItWasAskedFor() throws IOException {
        Path zeros = odd(b -> b.put(SFORM, new byte[48]));
        assertThat(NiftiReader.read(zeros, Optional.of(AffineSource.SFORM))
                        .header()
                        .form())
                .isEqualTo(AffineSource.QFORM);
        Path broken = odd(b -> b.putFloat(SFORM, 0));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NiftiReader.read(broken, Optional.of(AffineSource.SFORM)))
                .withMessageContaining("--prefer")
                .satisfies(e -> assertThat(e.code()).contains("N14"));
    }

    @Test
    void aQformOfNoUseBesideASoundSformIsRefusedOnlyWhereItWasAskedFor() throws IOException {
        Path file = odd(b -> b.putFloat(256, Float.NaN));
        assertThat(NiftiReader.read(file).notes()).isEmpty();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NiftiReader.read(file, Optional.of(AffineSource.QFORM)))
                .satisfies(e -> assertThat(e.code()).contains("N14"));
    }

    @Test
    void aMaskWhoseFormsDisagreeIsRefusedUnlessOneIsPreferred() throws IOException {
        Path file = odd(b -> b.putFloat(SFORM + 12, 20));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NiftiReader.readMask(file))
                .withMessageContaining("30.00 mm")
                .withMessageContaining("--prefer qform");
        assertThat(NiftiReader.readMask(file, Optional.of(AffineSource.QFORM)).geometry())
                .isEqualTo(Odd.GEOMETRY);
        assertThat(NiftiReader.readMask(file, Optional.of(AffineSource.SFORM))
                        .geometry()
                        .affine()
                        .get(0, 3))
                .isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.001", "3, 1000"})
    void metresAndMicrometresAreConverted(byte unit, double stored) throws IOException {
        NiftiImage image = read(b -> {
            b.put(123, unit);
            for (int n = 0; n < 12; n++) {
                b.putFloat(SFORM + 4 * n, (float) (Odd.GEOMETRY.affine().get(n / 4, n % 4) * stored));
            }
            b.putShort(252, (short) 0);
        });
        noted(image, "N15", Severity.FIXED);
        Affine affine = image.header().affine();
        assertThat(affine.maxDifference(Odd.GEOMETRY.affine())).isLessThan(1e-5);
    }

    @Test
    void anUnknownUnitIsAWarning() throws IOException {
        noted(read(b -> b.put(123, (byte) 0)), "N15", Severity.WARNING);
    }

    @Test
    void anInterceptThatIsNoNumberIsRefused() throws IOException {
        refused("N16", b -> b.putFloat(116, Float.NaN));
        refused("N16", b -> b.putFloat(116, Float.NEGATIVE_INFINITY));
    }

    @Test
    void anInfiniteSlopeMeansNoScaling() throws IOException {
        NiftiImage image = read(b -> b.putFloat(112, Float.POSITIVE_INFINITY));
        noted(image, "N16", Severity.FIXED);
        assertThat(image.volume().get(23)).isEqualTo(23);
    }

    @Test
    void integersThatFitStayShorts() throws IOException {
        NiftiImage ct = NiftiReader.read(Odd.file(folder, NiftiType.UINT16, b -> b.putFloat(116, -1024)));
        assertThat(ct.volume().isShort()).isTrue();
        assertThat(ct.volume().get(23)).isEqualTo(23 - 1024);
        NiftiImage large = NiftiReader.read(Odd.file(folder, NiftiType.UINT16, b -> b.putShort(352, (short) -1)));
        assertThat(large.volume().isShort()).isFalse();
        assertThat(large.volume().get(0)).isEqualTo(65535);
    }

    @Test
    void labelsAreIntegersOfAByte() throws IOException {
        Path file = Odd.file(folder, NiftiType.FLOAT32, b -> b.putFloat(356, 1.0004f));
        assertThat(NiftiReader.readMask(file).get(1)).isEqualTo(1);
        Odd.file(folder, NiftiType.FLOAT32, b -> b.putFloat(356, 0.5f));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NiftiReader.readMask(file))
                .withMessageContaining("[L5]");
        Odd.file(folder, NiftiType.FLOAT32, b -> b.putFloat(356, -1));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NiftiReader.readMask(file))
                .withMessageContaining("[L6]");
        Odd.file(folder, NiftiType.FLOAT32, b -> b.putFloat(356, -1000));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NiftiReader.readMask(file))
                .withMessageContaining("[L8]");
    }
}
