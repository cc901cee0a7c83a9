package org.attunet.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.ZipResource;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Volume;
import org.attunet.data.volume.VolumeStatistics;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small series of every transfer syntax against what they were made from, and what ITK 5.2 reads in them. */
class DicomCasesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    @BeforeAll
    static void unpack() throws IOException {
        ZipResource.unpack("dicom-cases.zip", folder);
    }

    private static JsonNode expected(String name) throws IOException {
        return JSON.readTree(folder.resolve("expected/" + name + ".json").toFile());
    }

    private static DicomVolume load(String name, DicomOptions options) {
        return DicomScan.scan(folder.resolve(name)).single(options).load(options);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "basic_unsigned12_shuffled_names",
                "deflated",
                "duplicate_slice",
                "implicit_vr_slope2",
                "jpeg_2000_signed16",
                "jpeg_2000_unsigned12",
                "jpeg_lossless_sv1",
                "localizer_and_junk",
                "nested_sequences_icon",
                "rle_lossless",
                "signed16_intercept0_descending_instances"
            })
    void everySyntaxGivesTheVoxelsItWasMadeFrom(String name) throws IOException {
        JsonNode expected = expected(name);
        DicomVolume series = load(name, DicomOptions.STRICT);
        check(series.volume(), expected, expected.get("affine_ras"));
        assertThat(series.source().slices()).hasSize(14);
        assertThat(series.volume().isShort()).isTrue();
    }

    @Test
    void theSameImageTwiceCountsOnceAndIsNoted() {
        assertThat(load("duplicate_slice", DicomOptions.STRICT).notes())
                .extracting(Finding::code)
                .containsExactly("D5");
    }

    @Test
    void whatIsNoSliceIsSetAsideAndCounted() {
        DicomScan scan = DicomScan.scan(folder.resolve("localizer_and_junk"));
        assertThat(scan.series()).hasSize(1);
        assertThat(scan.setAside())
                .containsEntry(SkipReason.LOCALIZER, 1)
                .containsEntry(SkipReason.EMPTY, 1)
                .containsEntry(SkipReason.NOT_DICOM, 3)
                .hasSize(3);
        assertThat(scan.findings()).extracting(Finding::code).containsExactly("D17", "D17", "D7");
    }

    @Test
    void aMissingSliceIsRefusedWithItsPlace() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> load("missing_slice", DicomOptions.STRICT))
                .withMessageContaining("1 missing between slices 6 and 7 (12.50 and 17.50 mm from the first)")
                .satisfies(e -> assertThat(e.code()).contains("D1"));
    }

    @Test
    void aMissingSliceIsInterpolatedWhereAskedFor() throws IOException {
        DicomVolume series = load("missing_slice", DicomOptions.STRICT.withGaps(DicomOptions.Gaps.RESAMPLE));
        Volume volume = series.volume();
        assertThat(volume.size().z()).isEqualTo(14);
        assertThat(volume.geometry().spacing().z()).isEqualTo(2.5);
        assertThat(series.source().slices())
                .extracting(SourceSlice::index)
                .doesNotContain(6)
                .hasSize(13);
        for (int n = 0; n < 40 * 32; n++) {
            float below = volume.get(n % 40, n / 40, 5);
            float above = volume.get(n % 40, n / 40, 7);
            assertThat(volume.get(n % 40, n / 40, 6)).isEqualTo((float) Math.rint((below + above) / 2.0));
        }
        for (JsonNode probe : expected("missing_slice").get("probes_ijk_hu")) {
            int k = probe.get(2).asInt();
            assertThat(volume.get(probe.get(0).asInt(), probe.get(1).asInt(), k < 6 ? k : k + 1))
                    .isEqualTo((float) probe.get(3).asDouble());
        }
    }

    @Test
    void theConverterWritesTheSameVoxelsAndAffine(@TempDir Path out) throws IOException {
        Path file = out.resolve("ct.nii.gz");
        Conversion done =
                DicomConverter.convert(folder.resolve("basic_unsigned12_shuffled_names"), file, DicomOptions.STRICT);
        assertThat(done.files()).containsExactly(file);
        JsonNode expected = expected("basic_unsigned12_shuffled_names");
        check(NiftiReader.read(file).volume(), expected, expected.get("affine_ras"));
        assertThat(NiftiReader.read(file).header().qformCode()).isPositive();
        assertThat(NiftiReader.read(file).header().sformCode()).isPositive();
        assertThat(NiftiReader.read(file).notes()).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "attunet.data", matches = ".+")
    void aScannersOwnSeriesIsReadExactly() throws IOException {
        Path real = Path.of(System.getProperty("attunet.data"), "dicom", "real");
        JsonNode expected = JSON.readTree(
                real.resolve("expected/philips_head_phantom_5mm.json").toFile());
        DicomScan scan = DicomScan.scan(real.resolve("philips_head_phantom_5mm"));
        DicomVolume series = scan.single(DicomOptions.STRICT).load(DicomOptions.STRICT);
        check(series.volume(), expected, expected.get("affine_ras_exact"));
        Volume itk = NiftiReader.read(real.resolve("expected/philips_head_phantom_5mm.nii.gz"))
                .volume();
        assertThat(series.volume().geometry().cornerDistance(itk.geometry())).isLessThan(1e-4);
        assertThat(series.volume().floats()).isEqualTo(itk.floats());
    }

    private static void check(Volume volume, JsonNode expected, JsonNode affine) {
        assertThat(volume.size().toArray()).isEqualTo(JSON.convertValue(expected.get("dims"), int[].class));
        double[][] rows = JSON.convertValue(affine, double[][].class);
        assertThat(volume.geometry().affine().maxDifference(Affine.of(rows))).isLessThan(1e-6);
        VolumeStatistics values = VolumeStatistics.of(volume);
        assertThat(values.min()).isEqualTo(expected.get("min").asDouble());
        assertThat(values.max()).isEqualTo(expected.get("max").asDouble());
        for (JsonNode probe : expected.get("probes_ijk_hu")) {
            assertThat(volume.get(
                            probe.get(0).asInt(),
                            probe.get(1).asInt(),
                            probe.get(2).asInt()))
                    .isEqualTo((float) probe.get(3).asDouble());
        }
        assertThat(sha256(volume))
                .isEqualTo(expected.get("voxel_sha256_float32_le_x_fastest").asText());
    }

    private static String sha256(Volume volume) {
        float[] values = volume.floats();
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Path> files(Path below) throws IOException {
        try (var all = Files.walk(below)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
