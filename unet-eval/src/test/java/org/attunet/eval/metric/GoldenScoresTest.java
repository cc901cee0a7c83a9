package org.attunet.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Spacing;
import org.attunet.eval.Npy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Against MONAI 1.5.0: {@code DiceMetric(ignore_empty=False)}, {@code SurfaceDistanceMetric(symmetric=True)},
 * {@code HausdorffDistanceMetric(percentile=95)}, {@code SurfaceDiceMetric([2])}, with and without {@code spacing}. It
 * computes in 32 bits, hence the tolerance. Where a score is missing here, MONAI says inf or nan.
 */
class GoldenScoresTest {
    private static final Offset<Double> TOLERANCE = within(2e-6);
    private static final Map<String, byte[]> GOLDEN = Npy.archive("/metrics/golden.zip");

    static Stream<JsonNode> cases() throws IOException {
        JsonNode expected = new ObjectMapper().readTree(GOLDEN.get("expected.json"));
        return StreamSupport.stream(expected.get("cases").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scoresAreMonais(JsonNode golden) {
        Spacing spacing = spacing(golden);
        Scores scores = new Scorer(1).score("golden", masks(golden, spacing));

        assertThat(scores.value(Metric.DICE))
                .isCloseTo(number(golden.at("/dice_ignore_empty_false/foreground")), TOLERANCE);
        assertSame(scores, Metric.ASSD, golden.at("/asd_symmetric/with_spacing/foreground"));
        assertSame(scores, Metric.HD95, golden.at("/hd95/with_spacing/foreground"));
        if (golden.get("pred_voxels").asInt() + golden.get("label_voxels").asInt() > 0) {
            assertSame(scores, Metric.NSD, golden.at("/nsd_tol2/with_spacing/foreground"));
            assertSame(scores, Metric.PRECISION, golden.get("precision"));
            assertSame(scores, Metric.RECALL, golden.get("recall"));
        }
        assertThat(scores.value(Metric.VOLUME_PRED) * 1000)
                .isCloseTo(golden.get("pred_voxels").asInt() * spacing.voxelVolume(), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onAGridOfTwoMillimetresTheDistanceInVoxelsIsMonaisWithoutSpacing(JsonNode golden) {
        Scores scores = new Scorer(1).score("golden", masks(golden, Spacing.isotropic(2)));

        assertSame(scores, Metric.S2S_VOXELS, golden.at("/asd_symmetric/voxel_units/foreground"));
    }

    private static void assertSame(Scores scores, Metric metric, JsonNode golden) {
        double expected = number(golden);
        if (Double.isFinite(expected)) {
            assertThat(scores.value(metric)).as(metric.column()).isCloseTo(expected, TOLERANCE);
        } else {
            assertThat(scores.has(metric)).as(metric.column()).isFalse();
            assertThat(scores.note()).isNotEmpty();
        }
    }

    private static MaskPair masks(JsonNode golden, Spacing spacing) {
        String name = golden.get("case").asText();
        return new MaskPair(mask(name + "_pred.npy", spacing), mask(name + "_label.npy", spacing));
    }

    private static Mask mask(String file, Spacing spacing) {
        Npy npy = Npy.parse(GOLDEN.get(file));
        Geometry grid = Masks.grid(npy.size(), spacing);
        float[] values = npy.volume(0);
        return Masks.of(grid, (i, j, k) -> values[grid.size().index(i, j, k)] > 0.5f);
    }

    private static Spacing spacing(JsonNode golden) {
        JsonNode axes = golden.get("spacing");
        return new Spacing(
                axes.get(0).asDouble(), axes.get(1).asDouble(), axes.get(2).asDouble());
    }

    private static double number(JsonNode node) {
        return switch (node.asText()) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            default -> node.asDouble();
        };
    }
}
