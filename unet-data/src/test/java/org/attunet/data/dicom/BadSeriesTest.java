package org.attunet.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows D1 to D22 of the list of bad inputs, as far as they are of one series. */
class BadSeriesTest {
    private static final int DEPTH = 6;

    @TempDir
    Path folder;

    private final List<Slice> slices = Slice.series(DEPTH);

    private DicomVolume load(DicomOptions options) throws IOException {
        return DicomScan.scan(Slice.write(folder, slices)).single(options).load(options);
    }

    private DicomVolume load() throws IOException {
        return load(DicomOptions.STRICT);
    }

    private void refused(String code, String... parts) throws IOException {
        Slice.write(folder, slices);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(
                        () -> DicomScan.scan(folder).single(DicomOptions.STRICT).load(DicomOptions.STRICT))
                .satisfies(e -> assertThat(e.code()).contains(code))
                .satisfies(e -> assertThat(List.of(parts)).allMatch(e.getMessage()::contains));
    }

    private void onEvery(Consumer<Slice> change) {
        slices.forEach(change);
    }

    private static void isAsMade(Volume volume) {
        for (int n = 0; n < volume.size().voxels(); n++) {
            int k = n / (Slice.ROWS * Slice.COLUMNS);
            int j = n / Slice.COLUMNS % Slice.ROWS;
            assertThat(volume.get(n)).isEqualTo(Slice.hu(n % Slice.COLUMNS, j, k));
        }
    }

    private static List<String> codes(DicomVolume series) {
        return series.notes().stream().map(Finding::code).toList();
    }

    @Test
    void aGoodSeriesIsReadWithoutNotes() throws IOException {
        DicomVolume series = load();
        isAsMade(series.volume());
        assertThat(series.notes()).isEmpty();
        assertThat(series.datatype()).isEqualTo("uint16");
        assertThat(series.volume().geometry().affine().toArray())
                .isDeepEqualTo(new double[][] {{-0.7, 0, 0, 14}, {0, -0.9, 0, 20}, {0, 0, 2.5, 100}, {0, 0, 0, 1}});
    }

    @Test
    void everyGapIsListed() throws IOException {
        slices.addAll(Slice.series(12).subList(7, 12));
        slices.remove(2);
        refused("D1", "1 missing between slices 2 and 3", "1 missing between slices 5 and 6", "--resample-gaps");
    }

    @Test
    void aFilledGapIsNoted() throws IOException {
        slices.remove(2);
        DicomVolume series = load(DicomOptions.STRICT.withGaps(DicomOptions.Gaps.RESAMPLE));
        isAsMade(series.volume());
        assertThat(codes(series)).containsExactly("D1");
    }

    @Test
    void moreThanHalfOfASeriesIsNeverInvented() throws IOException {
        slices.get(0).position(-14, -20, 100 - 1000 * Slice.STEP);
        Slice.write(folder, slices);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> load(DicomOptions.STRICT.withGaps(DicomOptions.Gaps.RESAMPLE)))
                .withMessageContaining("more slices are missing than are there")
                .satisfies(e -> assertThat(e.code()).contains("D1"));
    }

    @Test
    void unevenStepsAreRefusedBeyondATwentieth() throws IOException {
        slices.get(3).position(-14, -20, 100 + 3 * 2.5 + 0.2);
        refused("D2", "slices");
        slices.get(3).position(-14, -20, 100 + 3 * 2.5 + 0.05);
        assertThat(load().notes()).isEmpty();
    }

    @Test
    void slicesOffTheLineAreRefused() throws IOException {
        slices.get(3).position(-13, -20, 107.5);
        refused("D2", "slice 4 of 6 shifted by 1.000 mm");
    }

    @Test
    void roundOffInPositionsIsAccepted() throws IOException {
        slices.get(3).position(-14.000001, -19.999999, 107.500001);
        assertThat(load().notes()).isEmpty();
    }

    private void tilt(double degrees) {
        for (int k = 0; k < DEPTH; k++) {
            double height = Slice.STEP * k;
            slices.get(k).position(-14, -20 - Math.tan(Math.toRadians(degrees)) * height, 100 + height);
        }
    }

    @Test
    void aTiltIsRefusedWithItsAngle() throws IOException {
        tilt(10);
        refused("D4", "10.00 degrees", "--detilt");
    }

    @Test
    void aStraightenedTiltKeepsEveryVoxelWhereItWas() throws IOException {
        tilt(10);
        DicomVolume series = load(DicomOptions.STRICT.withTilt(DicomOptions.Tilt.STRAIGHTEN));
        Volume volume = series.volume();
        assertThat(codes(series)).containsExactly("D4");
        // Rows shift by tan(10°) · 12.5 mm / 0.9 mm = 2.45 over the stack.
        assertThat(volume.size().toArray()).containsExactly(8, 9, DEPTH);
        assertThat(volume.geometry().affine().get(1, 2)).isZero();
        double shift = Math.tan(Math.toRadians(10)) * 2.5 / 0.9;
        for (int k = 0; k < DEPTH; k++) {
            for (int j = 3; j < 6; j++) {
                assertThat(volume.get(4, j, k)).isEqualTo(Slice.hu(4, j - 3 + shift * k, k));
            }
        }
        double[] world = volume.geometry().affine().apply(0, 3, 0);
        assertThat(world).containsExactly(14, 20, 100);
    }

    @Test
    void twoImagesAtOnePlaceAreRefused() throws IOException {
        int[] other = new int[Slice.ROWS * Slice.COLUMNS];
        slices.add(new Slice(2).pixels(other));
        refused("D5", "IM898", "IM894");
    }

    @Test
    void aSeriesThatLiesInOnePlaceIsNoVolume() throws IOException {
        onEvery(slice -> slice.position(0, 0, 0).pixels(new int[Slice.ROWS * Slice.COLUMNS]));
        refused("D20");
    }

    @Test
    void mixedSizesAndSpacingsAreRefused() throws IOException {
        slices.get(2).text(Tags.PIXEL_SPACING, "DS", "0.9\\0.8");
        refused("D8", "pixel spacing", "0.8");
        slices.get(2).number(Tags.ROWS, 4);
        refused("D8", "rows and columns", "8×4, 8×6");
    }

    @Test
    void everySliceIsRescaledByItsOwnSlope() throws IOException {
        int[] ones = new int[Slice.ROWS * Slice.COLUMNS];
        Arrays.fill(ones, 100);
        slices.get(1).pixels(ones).text(Tags.SLOPE, "DS", "3").text(Tags.INTERCEPT, "DS", "-5");
        Volume volume = load().volume();
        assertThat(volume.isShort()).isTrue();
        assertThat(volume.get(0, 0, 1)).isEqualTo(295);
        assertThat(volume.get(0, 0, 2)).isEqualTo(Slice.hu(0, 0, 2));
    }

    @Test
    void aFractionalSlopeGivesFloats() throws IOException {
        slices.get(4).text(Tags.SLOPE, "DS", "0.5");
        Volume volume = load().volume();
        assertThat(volume.isShort()).isFalse();
        assertThat(volume.get(1, 0, 4)).isEqualTo((Slice.hu(1, 0, 4) + 1024) * 0.5f - 1024);
        assertThat(volume.get(1, 0, 3)).isEqualTo(Slice.hu(1, 0, 3));
    }

    @Test
    void withoutRescalingStoredValuesMustBeHu() throws IOException {
        onEvery(slice -> slice.without(Tags.SLOPE).without(Tags.INTERCEPT));
        refused("D10", "values from 324 to ");
        for (int k = 0; k < DEPTH; k++) {
            int[] values = new int[Slice.ROWS * Slice.COLUMNS];
            for (int n = 0; n < values.length; n++) {
                values[n] = Slice.hu(n, k);
            }
            slices.get(k)
                    .pixels(values)
                    .number(Tags.SIGNED, 1)
                    .number(Tags.BITS_STORED, 16)
                    .number(Tags.HIGH_BIT, 15);
        }
        DicomVolume series = load();
        isAsMade(series.volume());
        assertThat(codes(series)).containsExactly("D10");
    }

    @ParameterizedTest
    @CsvSource({"12, 11, 1", "12, 13, 1", "13, 15, 0", "16, 15, 1"})
    void onlyStoredBitsCountAndTheirSignIsExtended(int stored, int high, int signed) throws IOException {
        for (int k = 0; k < DEPTH; k++) {
            int[] values = new int[Slice.ROWS * Slice.COLUMNS];
            for (int n = 0; n < values.length; n++) {
                int value = Slice.hu(n, k) + (signed == 1 ? 0 : 1024);
                int used = ((1 << stored) - 1) << (high + 1 - stored);
                int rubbish = ~used & (n * 0x1234567);
                values[n] = ((value << (high + 1 - stored)) & used) | rubbish;
            }
            slices.get(k)
                    .pixels(values)
                    .number(Tags.BITS_STORED, stored)
                    .number(Tags.HIGH_BIT, high)
                    .number(Tags.SIGNED, signed)
                    .text(Tags.INTERCEPT, "DS", signed == 1 ? "0" : "-1024");
        }
        isAsMade(load().volume());
    }

    @Test
    void paddingIsKeptAndCounted() throws IOException {
        int[] values = new int[Slice.ROWS * Slice.COLUMNS];
        Arrays.fill(values, 1100);
        values[0] = 4000;
        values[7] = 4000;
        slices.get(0).pixels(values).number(Tags.PADDING, 4000);
        DicomVolume series = load();
        assertThat(series.volume().get(7, 0, 0)).isEqualTo(4000 - 1024);
        assertThat(codes(series)).containsExactly("D12");
        assertThat(series.notes().get(0).message()).contains("2 voxels");
    }

    @Test
    void valuesBelowAirAreCountedAsPaddingToo() throws IOException {
        int[] values = new int[Slice.ROWS * Slice.COLUMNS];
        values[5] = 1;
        slices.get(0).pixels(values).text(Tags.INTERCEPT, "DS", "-2048");
        DicomVolume series = load();
        assertThat(series.volume().get(0)).isEqualTo(-2048);
        assertThat(series.notes().get(0).message()).contains("48 voxels");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.840.10008.1.2.4.80, JPEG-LS",
        "1.2.840.10008.1.2.4.50, JPEG baseline",
        "1.2.840.10008.1.2.4.100, 1.2.840.10008.1.2.4.100"
    })
    void otherCompressionsAreRefusedByName(String syntax, String name) throws IOException {
        onEvery(slice -> slice.syntax(syntax));
        refused("D13", name, "gdcmconv");
    }

    @Test
    void bigEndianIsDecoded() throws IOException {
        onEvery(slice -> slice.syntax("1.2.840.10008.1.2.2"));
        isAsMade(load().volume());
    }

    @Test
    void thicknessAndInstanceNumbersDoNotCount() throws IOException {
        for (int k = 0; k < DEPTH; k++) {
            slices.get(k)
                    .text(0x00180050, "DS", "99")
                    .text(0x00180088, "DS", "-7")
                    .text(0x00200013, "IS", "4");
        }
        isAsMade(load().volume());
    }

    @ParameterizedTest
    @ValueSource(ints = {Tags.POSITION, Tags.ORIENTATION, Tags.PIXEL_SPACING})
    void aSliceWithoutPlaceIsRefused(int tag) throws IOException {
        slices.get(4).without(tag);
        refused("D16", "IM896");
    }

    @Test
    void impossiblePlacesAreRefused() throws IOException {
        slices.get(4).text(Tags.ORIENTATION, "DS", "1\\0\\0\\1\\0\\0");
        refused("D16");
        slices.get(4).text(Tags.ORIENTATION, "DS", "1\\0\\0\\0\\NaN\\0");
        refused("D16");
    }

    @Test
    void aTruncatedFileIsRefused() throws IOException {
        Slice.write(folder, slices);
        byte[] whole = slices.get(3).bytes();
        for (int length : new int[] {whole.length - 2, 500, 200, 131, 1}) {
            Files.write(folder.resolve("IM897"), Arrays.copyOf(whole, length));
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() ->
                            DicomScan.scan(folder).single(DicomOptions.STRICT).load(DicomOptions.STRICT))
                    .withMessageContaining("IM897")
                    .satisfies(e -> assertThat(e.code()).contains("D17"));
        }
    }

    @Test
    void filesWithoutPreambleAreReadWithAWarning() throws IOException {
        for (TransferSyntax syntax :
                List.of(TransferSyntax.EXPLICIT, TransferSyntax.IMPLICIT, TransferSyntax.BIG_ENDIAN)) {
            Slice.write(folder, slices);
            Files.write(folder.resolve("IM900"), slices.get(0).body(syntax));
            DicomVolume series =
                    DicomScan.scan(folder).single(DicomOptions.STRICT).load(DicomOptions.STRICT);
            isAsMade(series.volume());
            assertThat(codes(series)).containsExactly("D18");
        }
    }

    @Test
    void multiFrameIsRefusedByName() throws IOException {
        onEvery(slice -> slice.text(Tags.FRAMES, "IS", "6"));
        refused("D19", "multi-frame");
        onEvery(slice -> slice.without(Tags.FRAMES).text(Tags.SOP_CLASS, "UI", Uids.CT + ".1"));
        refused("D19", "multi-frame");
    }

    @Test
    void threeSlicesAreNoVolume() throws IOException {
        slices.subList(3, DEPTH).clear();
        refused("D20", "found 3");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0, 0, 0, -1, 0",
        "0, 1, 0, -1, 0, 0",
        "1, 0, 0, 0, -1, 0",
        "0.8, 0.6, 0, -0.48, 0.64, 0.6",
        "0, 0, -1, 0, 1, 0"
    })
    void anyPositionOfThePatientGivesTheWorldAffine(double ax, double ay, double az, double bx, double by, double bz)
            throws IOException {
        double[] a = {ax, ay, az};
        double[] b = {bx, by, bz};
        double[] n = Vectors.cross(a, b);
        for (int k = 0; k < DEPTH; k++) {
            // Files fall along the normal, so the order must be turned round.
            double height = -Slice.STEP * k;
            slices.get(k)
                    .position(5 + height * n[0], 6 + height * n[1], 7 + height * n[2])
                    .text(Tags.ORIENTATION, "DS", ax + "\\" + ay + "\\" + az + "\\" + bx + "\\" + by + "\\" + bz);
        }
        Volume volume = load().volume();
        Affine affine = volume.geometry().affine();
        for (int[] v : new int[][] {{0, 0, 0}, {7, 0, 0}, {0, 5, 0}, {3, 4, 5}}) {
            double height = -Slice.STEP * (DEPTH - 1 - v[2]);
            double[] world = affine.apply(v[0], v[1], v[2]);
            for (int axis = 0; axis < 3; axis++) {
                double lps = 5 + axis + v[0] * 0.7 * a[axis] + v[1] * 0.9 * b[axis] + height * n[axis];
                assertThat(world[axis]).isCloseTo(axis < 2 ? -lps : lps, org.assertj.core.api.Assertions.within(1e-5));
            }
            assertThat(volume.get(v[0], v[1], v[2])).isEqualTo(Slice.hu(v[0], v[1], DEPTH - 1 - v[2]));
        }
    }

    @Test
    void otherModalitiesAndColourAreNoCt() throws IOException {
        onEvery(slice -> slice.number(Tags.SAMPLES, 3).text(Tags.PHOTOMETRIC, "CS", "RGB"));
        refused("D22", "6 in colour");
        onEvery(slice -> slice.text(Tags.MODALITY, "CS", "MR").text(Tags.SOP_CLASS, "UI", "1.2.840.10008.5.1.4.1.1.4"));
        refused("D22", "6 of another modality than CT");
    }

    @Test
    void localizersAloneAreRefused() throws IOException {
        onEvery(slice -> slice.text(Tags.IMAGE_TYPE, "CS", "ORIGINAL\\PRIMARY\\LOCALIZER"));
        refused("D7", "6 localizers");
    }

    @Test
    void pixelsThatMakeNoSenseAreRefused() throws IOException {
        slices.get(1).number(Tags.BITS_ALLOCATED, 12);
        refused("D11");
        slices.get(1).number(Tags.BITS_ALLOCATED, 16).number(Tags.COLUMNS, 60000);
        refused("D11");
    }
}
