package org.attunet.data.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.ZipResource;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.VolumeInfo;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of the archive against what nibabel (development snapshot after 5.3) read in it. */
class NiftiCasesTest {
    /** Files whose refusal is a row of the list of bad inputs. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("bad_magic.nii", "N1"),
            Map.entry("empty.nii", "N1"),
            Map.entry("truncated_gz.nii.gz", "N2"),
            Map.entry("dims_huge.nii", "N4"),
            Map.entry("dims_negative.nii", "N4"),
            Map.entry("data_too_short.nii", "N5"),
            Map.entry("dim2_single_slice.nii", "N6"),
            Map.entry("dim4_three_timepoints.nii.gz", "N7"),
            Map.entry("nibabel/functional.nii", "N7"),
            Map.entry("nibabel/example_nifti2.nii.gz", "N7"),
            Map.entry("rgb24.nii", "N8"),
            Map.entry("unknown_datatype.nii", "N8"),
            Map.entry("vox_offset_0.nii", "N9"));

    /** Files that are read with a note. */
    private static final Map<String, String> NOTED = Map.of(
            "plain_named_gz.nii.gz", "N2",
            "extra_bytes_at_end.nii", "N5",
            "dim4_one_timepoint.nii.gz", "N7",
            "sform_qform_disagree.nii", "N12",
            "no_form.nii", "N13",
            "nibabel/standard.nii.gz", "N15",
            "scl_slope0_int16.nii", "N16",
            "scl_slope_nan_int16.nii", "N16");

    /** Relative: voxels are kept as 32-bit floats. */
    private static final double FLOAT = 1e-6;

    @TempDir
    static Path folder;

    @BeforeAll
    static void unpack() throws IOException {
        ZipResource.unpack("nifti-cases.zip", folder);
    }

    static List<JsonNode> cases() throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        byte[] json = ZipResource.entry("nifti-cases.zip", "expectations.json");
        new ObjectMapper().readTree(json).get("cases").forEach(cases::add);
        return cases;
    }

    private static Path file(JsonNode expected) {
        String name = expected.get("file").asText();
        if (!name.startsWith("nibabel/")) {
            return folder.resolve(name);
        }
        String data = System.getProperty("attunet.data");
        Assumptions.assumeTrue(data != null, "-Dattunet.data is not given");
        return Path.of(data, "nifti-cases", name);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyCaseGetsWhatItShould(JsonNode expected) {
        String name = expected.get("file").asText();
        Path file = file(expected);
        if (REFUSED.containsKey(name)) {
            assertThatThrownBy(() -> NiftiReader.read(file))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(file.getFileName().toString())
                    .hasMessageContaining("Expected ")
                    .hasMessageEndingWith("[" + REFUSED.get(name) + "]");
            assertThat(expected.get("expect").asText()).contains("error");
            return;
        }
        NiftiImage image = NiftiReader.read(file);
        assertThat(image.notes()).extracting(Finding::code).containsExactlyElementsOf(noted(name));
        checkHeader(image, expected);
        checkValues(image, expected);
    }

    private static List<String> noted(String name) {
        return NOTED.containsKey(name) ? List.of(NOTED.get(name)) : List.of();
    }

    private static void checkHeader(NiftiImage image, JsonNode expected) {
        if (!expected.has("dims")) {
            return;
        }
        NiftiHeader header = image.header();
        for (int axis = 0; axis < 3; axis++) {
            assertThat(header.size().along(axis))
                    .isEqualTo(expected.get("dims").get(axis).asInt());
        }
        assertThat(header.datatype()).isEqualTo(expected.get("on_disk_dtype").asText());
        assertThat(header.sformCode()).isEqualTo(expected.get("sform_code").asInt());
        assertThat(header.qformCode()).isEqualTo(expected.get("qform_code").asInt());
        boolean policy = expected.has("affine_alternative");
        Affine affine = affine(expected.get(policy ? "affine_alternative" : "affine"));
        assertThat(header.affine().maxDifference(affine)).isLessThan(1e-4);
        assertThat(header.orientation().code())
                .isEqualTo(policy ? "RAS" : expected.get("axcodes").asText());
    }

    private static void checkValues(NiftiImage image, JsonNode expected) {
        if (!expected.has("first")) {
            return;
        }
        VolumeInfo info = image.info();
        assertSame(info.first(), expected.get("first"));
        assertSame(info.last(), expected.get("last"));
        assertSame(info.statistics().min(), expected.get("min_finite"));
        assertSame(info.statistics().max(), expected.get("max_finite"));
        assertSame(info.statistics().mean(), expected.get("mean_finite"));
        assertThat(info.statistics().nan()).isEqualTo(expected.get("n_nan").asInt());
        assertThat(info.statistics().infinite()).isEqualTo(expected.get("n_inf").asInt());
        for (JsonNode probe : expected.get("probes")) {
            JsonNode at = probe.get(0);
            assertSame(
                    image.volume()
                            .get(at.get(0).asInt(), at.get(1).asInt(), at.get(2).asInt()),
                    probe.get(1),
                    FLOAT);
        }
    }

    /** Facts are taken before values are rounded to 32-bit floats. */
    private static void assertSame(double found, JsonNode expected) {
        assertSame(found, expected, 1e-9);
    }

    private static void assertSame(double found, JsonNode expected, double tolerance) {
        double value = expected.isTextual() ? special(expected.asText()) : expected.asDouble();
        if (Double.isFinite(value)) {
            assertThat(found).isCloseTo(value, within(tolerance * Math.max(1, Math.abs(value))));
        } else {
            assertThat(Double.valueOf(found)).isEqualTo(Double.valueOf(value));
        }
    }

    private static double special(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    private static Affine affine(JsonNode rows) {
        double[][] matrix = new double[3][4];
        for (int n = 0; n < 12; n++) {
            matrix[n / 4][n % 4] = rows.get(n / 4).get(n % 4).asDouble();
        }
        return Affine.of(matrix);
    }
}
