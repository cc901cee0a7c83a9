package org.attunet.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From stored values to HU: rows D5, D9, D10, D23 and D24 of the list of bad inputs. */
class RescaleTest {
    private static final int PIXELS = Slice.ROWS * Slice.COLUMNS;

    @TempDir
    Path folder;

    private SeriesFolder series;
    private List<Slice> slices;

    @BeforeEach
    void makeSeries() {
        series = new SeriesFolder(folder);
        slices = series.slices;
    }

    private void onEvery(int tag, String text) {
        slices.forEach(slice -> slice.text(tag, "DS", text));
    }

    private static int[] all(int value) {
        int[] values = new int[PIXELS];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void slopeAndInterceptOnSomeSlicesOnlyAreRefusedWithTheirFiles() throws IOException {
        slices.get(2).without(Tags.SLOPE).without(Tags.INTERCEPT);
        slices.get(5).without(Tags.SLOPE).without(Tags.INTERCEPT);
        series.refused("D23", "4 with both, 2 with neither", "IM898 (file", "IM895 (file");
    }

    @ParameterizedTest
    @CsvSource({Tags.SLOPE + ", an intercept alone", Tags.INTERCEPT + ", a slope alone"})
    void oneOfTheTwoMissingOnOneSliceIsRefused(int tag, String found) throws IOException {
        slices.get(3).without(tag);
        series.refused("D23", "1 with " + found, "IM897");
    }

    @Test
    void anEmptySlopeCountsAsNone() throws IOException {
        slices.get(3).text(Tags.SLOPE, "DS", "  ");
        series.refused("D23", "1 with an intercept alone", "IM897");
    }

    @Test
    void inAMixtureTheFewerAreNamed() throws IOException {
        slices.subList(1, 6).forEach(slice -> slice.without(Tags.SLOPE).without(Tags.INTERCEPT));
        series.refused("D23", "the odd ones are IM900 (file 6 in the order of paths). Export");
    }

    /** Where neither are more, those with both are taken for the usual ones. */
    @Test
    void ofTwoHalvesTheOneThatSaysLessIsNamed() throws IOException {
        slices.subList(0, 3).forEach(slice -> slice.without(Tags.SLOPE));
        series.refused(
                "D23",
                "3 with an intercept alone, 3 with both; the odd ones are IM898 (",
                " IM900 (file 6 in the order of paths). Export");
    }

    @Test
    void whichOfTheTwoIsNoNumberIsSaid() throws IOException {
        slices.get(4).text(Tags.SLOPE, "DS", "one");
        series.refused("D23", "has a slope that is no number");
        slices.get(4).text(Tags.SLOPE, "DS", "1").text(Tags.INTERCEPT, "DS", "one");
        series.refused("D23", "has an intercept that is no number");
    }

    @Test
    void zeroIsZeroWhateverItsSign() throws IOException {
        onEvery(Tags.INTERCEPT, "0");
        slices.add(new Slice(2).text(Tags.INTERCEPT, "DS", "-0"));
        DicomVolume read = series.load();
        assertThat(read.volume().get(3, 2, 4)).isEqualTo(Slice.hu(3, 2, 4) + 1024);
        assertThat(SeriesFolder.notes(read)).singleElement().asString().startsWith("D5 FIXED");
    }

    @Test
    void anInterceptAloneOnEverySliceIsTakenWithAWarning() throws IOException {
        slices.forEach(slice -> slice.without(Tags.SLOPE));
        DicomVolume read = series.load();
        assertThat(read.volume().get(3, 2, 4)).isEqualTo(Slice.hu(3, 2, 4));
        assertThat(SeriesFolder.notes(read))
                .containsExactly("D10 WARNING DICOM series 3: 6 slices without slope, taken as HU");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "-0", "0E5", "1e-300", "0.00001"})
    void aSlopeThatMakesAllValuesOneIsRefused(String slope) throws IOException {
        onEvery(Tags.SLOPE, slope);
        series.refused("D23", "under which all values become one");
        onEvery(Tags.SLOPE, "1");
        slices.get(4).text(Tags.SLOPE, "DS", slope);
        series.refused("D23", "IM896");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "1e999", "one", "1,0", "1\\1", "1\\", "- 1", "0x1p3", "1f", "1e200"})
    void whatIsNotOneNumberIsRefused(String text) throws IOException {
        slices.get(4).text(Tags.SLOPE, "DS", text);
        series.refused("D23", "IM896");
        slices.get(4).text(Tags.SLOPE, "DS", "1").text(Tags.INTERCEPT, "DS", text);
        series.refused("D23", "IM896");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1024", " -1024 ", "-1024.0", "-1.024E3", "-001024."})
    void anyWayToWriteANumberIsRead(String intercept) throws IOException {
        onEvery(Tags.INTERCEPT, intercept);
        DicomVolume read = series.load();
        assertThat(read.volume().isShort()).isTrue();
        assertThat(read.volume().get(3, 2, 4)).isEqualTo(Slice.hu(3, 2, 4));
        assertThat(read.notes()).isEmpty();
    }

    @Test
    void aNegativeSlopeIsAppliedAndTold() throws IOException {
        slices.get(1).text(Tags.SLOPE, "DS", "-1").text(Tags.INTERCEPT, "DS", "1024");
        DicomVolume read = series.load();
        assertThat(read.volume().get(3, 2, 1)).isEqualTo(-Slice.hu(3, 2, 1));
        assertThat(SeriesFolder.notes(read))
                .singleElement()
                .asString()
                .startsWith("D23 WARNING")
                .contains("1 slices");
    }

    /** 12 bits from 0 to 4095: the lowest and the highest HU lie at the ends of 16 bits, then one beyond. */
    @ParameterizedTest
    @CsvSource({
        "-32768, true, -32768, -28673",
        "-32769, false, -32769, -28674",
        "-40000, false, -40000, -35905",
        "28672, true, 28672, 32767",
        "28673, false, 28673, 32768"
    })
    void huBeyond16BitsDoNotWrap(int intercept, boolean isShort, int lowest, int highest) throws IOException {
        int[] ends = all(2000);
        ends[0] = 0;
        ends[1] = 4095;
        slices.get(2).pixels(ends);
        onEvery(Tags.INTERCEPT, "" + intercept);
        Volume volume = series.load().volume();
        assertThat(volume.isShort()).isEqualTo(isShort);
        assertThat(volume.get(0, 0, 2)).isEqualTo(lowest);
        assertThat(volume.get(1, 0, 2)).isEqualTo(highest);
        assertThat(volume.get(3, 2, 5)).isEqualTo(Slice.hu(3, 2, 5) + 1024 + intercept);
    }

    @Test
    void aNegativeSlopeDoesNotWrapEither() throws IOException {
        slices.get(0).pixels(all(4000)).text(Tags.SLOPE, "DS", "-10").text(Tags.INTERCEPT, "DS", "0");
        assertThat(series.load().volume().get(0)).isEqualTo(-40000);
    }

    @Test
    void thirtyTwoBitsWithoutASignDoNotWrap() throws IOException {
        ByteBuffer values = ByteBuffer.allocate(4 * PIXELS).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < PIXELS; n++) {
            values.putInt(n == 0 ? (int) 3_000_000_000L : 1024);
        }
        slices.get(2)
                .bytes(Tags.PIXELS, "OW", values.array())
                .number(Tags.BITS_ALLOCATED, 32)
                .number(Tags.BITS_STORED, 32)
                .number(Tags.HIGH_BIT, 31);
        Volume volume = series.load().volume();
        assertThat(volume.get(0, 0, 2)).isEqualTo((float) (3_000_000_000.0 - 1024));
        assertThat(volume.get(1, 0, 2)).isZero();
    }

    /** A table of four entries of 8 or 16 bits; nothing is in it, but it is there, in the last. */
    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void aModalityTableIsRefusedByName(int bits) throws IOException {
        byte[] item = {
            (byte) 0xfe,
            (byte) 0xff,
            0,
            (byte) 0xe0,
            28,
            0,
            0,
            0,
            0x28,
            0,
            2,
            0x30,
            'U',
            'S',
            6,
            0,
            4,
            0,
            0,
            0,
            (byte) bits,
            0,
            0x28,
            0,
            6,
            0x30,
            'U',
            'S',
            4,
            0,
            1,
            2,
            3,
            4,
            0,
            0
        };
        slices.get(4).bytes(Tags.MODALITY_LUT, "SQ", item);
        series.refused("D24", "Modality LUT", "IM896");
        byte[] large = Arrays.copyOf(item, 1000);
        large[4] = (byte) (992 & 0xff);
        large[5] = (byte) (992 >> 8);
        slices.get(4).bytes(Tags.MODALITY_LUT, "SQ", large);
        series.refused("D24", "Modality LUT", "IM896");
    }

    @Test
    void aSequenceOfNoTablesIsNone() throws IOException {
        slices.forEach(slice -> slice.bytes(Tags.MODALITY_LUT, "SQ"));
        assertThat(series.load().notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MGML", "%", "ED", "Z_EFF", "HU_MOD"})
    void otherTypesThanHuAreNamed(String type) throws IOException {
        slices.forEach(slice -> slice.text(Tags.RESCALE_TYPE, "LO", type));
        assertThat(SeriesFolder.notes(series.load()))
                .containsExactly("D24 WARNING DICOM series 3: 6 of 6 slices say that their values are no HU: their"
                        + " RescaleType is '" + type + "'");
    }

    @Test
    void anotherTypeOnOneSliceIsNamed() throws IOException {
        slices.forEach(slice -> slice.text(Tags.RESCALE_TYPE, "LO", "HU"));
        slices.get(5).text(Tags.RESCALE_TYPE, "LO", "mgml ");
        assertThat(SeriesFolder.notes(series.load())).singleElement().asString().contains("1 of 6", "'MGML'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HU", "US", "hu ", ""})
    void huAndUnspecifiedNeedNoWord(String type) throws IOException {
        slices.forEach(slice -> slice.text(Tags.RESCALE_TYPE, "LO", type));
        assertThat(series.load().notes()).isEmpty();
    }

    @Test
    void aTypeOfManyWordsIsNotRepeated() throws IOException {
        slices.get(0).text(Tags.RESCALE_TYPE, "LO", "as Erika Musterfrau had it");
        assertThat(SeriesFolder.notes(series.load())).singleElement().asString().doesNotContainIgnoringCase("erika");
    }

    @Test
    void theSameSliceTwiceCountsOnce() throws IOException {
        slices.add(new Slice(2));
        DicomVolume read = series.load();
        assertThat(read.volume().get(3, 2, 4)).isEqualTo(Slice.hu(3, 2, 4));
        assertThat(SeriesFolder.notes(read)).singleElement().asString().startsWith("D5 FIXED");
    }

    /** The same stored values, or even the same HU, are not the same slice where the way to HU differs. */
    @ParameterizedTest
    @CsvSource({"1, -1000, HU", "2, -1024, HU", "1, -1024, MGML"})
    void twinsOfAnotherRescaleAreRefused(String slope, String intercept, String type) throws IOException {
        slices.forEach(slice -> slice.text(Tags.RESCALE_TYPE, "LO", "HU"));
        slices.add(new Slice(2)
                .text(Tags.SLOPE, "DS", slope)
                .text(Tags.INTERCEPT, "DS", intercept)
                .text(Tags.RESCALE_TYPE, "LO", type));
        series.refused("D5", "IM898", "IM894");
    }

    @Test
    void twinsOfAnotherPixelFormatAreRefused() throws IOException {
        slices.add(new Slice(2).number(Tags.BITS_STORED, 13).number(Tags.HIGH_BIT, 12));
        series.refused("D5", "IM898", "IM894");
        slices.set(6, new Slice(2).number(Tags.SIGNED, 1));
        series.refused("D5", "IM898", "IM894");
    }
}
