package org.attunet.data.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeChecksTest {
    private static Volume volume(float... values) {
        Affine affine = Affine.diagonal(Spacing.isotropic(1), 0, 0, 0);
        return Volume.of(new Geometry(new Size(values.length, 1, 1), affine), values);
    }

    private static List<String> codes(float... values) {
        return VolumeChecks.ct(VolumeStatistics.of(volume(values))).stream()
                .map(Finding::code)
                .toList();
    }

    @Test
    void aCtPasses() {
        assertThat(codes(-1024, 40, 1500)).isEmpty();
    }

    @Test
    void valuesThatAreNotFiniteAreCounted() {
        List<Finding> findings = VolumeChecks.ct(
                VolumeStatistics.of(volume(-1000, Float.NaN, Float.POSITIVE_INFINITY, Float.NaN, 1000)));
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).message()).startsWith("2 voxels are not a number and 1 infinite");
    }

    @Test
    void aConstantImageIsAnError() {
        assertThat(codes(-1000, -1000)).containsExactly("N18");
    }

    @Test
    void picturesAndNormalisedValuesAreNoCt() {
        assertThat(codes(0, 255)).containsExactly("N19");
        assertThat(codes(-1.5f, 4)).containsExactly("N19");
        assertThat(codes(0, 1)).containsExactly("N19");
    }

    private static Optional<Finding> filling(float... values) {
        return VolumeChecks.filling(VolumeStatistics.of(volume(values)));
    }

    @ParameterizedTest
    @ValueSource(floats = {-1500, -2000, -2048, -3024, -10000, -32768, -100000})
    void aFillingBelowAirIsCountedAndSaysWhatItDoesToZScores(float value) {
        // Without it −1000, 40, 960: mean 0, deviation √(1923200 / 3) = 800.7.
        Finding finding = filling(value, value, -1000, 40, 960).orElseThrow();
        assertThat(finding.code()).isEqualTo("N19");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        double mean = 2 * value / 5;
        double deviation = Math.sqrt((2 * (double) value * value + 1923200) / 5 - mean * mean);
        assertThat(finding.message())
                .startsWith("2 voxels lie below -1200 HU")
                .contains(String.format(Locale.ROOT, "takes %.1f as mean and %.1f as deviation", mean, deviation))
                .contains("0.0 and 800.7 without them");
        assertThat(codes(value, value, -1000, 40, 960)).isEmpty();
    }

    @Test
    void whatRemainsWithoutTheFillingIsJudged() {
        assertThat(codes(-32768, 0, 255)).containsExactly("N19");
        assertThat(codes(-3024, -2000, -1500)).containsExactly("N19");
        assertThat(filling(-1090, 40, 1500)).isEmpty();
        assertThat(filling(-3024, -2000)).isEmpty();
    }

    @Test
    void shortsAndFloatsHaveTheSameStatistics() {
        float[] floats = {-2048, -2048, -1000, 40, 960, -32768, 32767};
        short[] shorts = new short[floats.length];
        for (int n = 0; n < shorts.length; n++) {
            shorts[n] = (short) floats[n];
        }
        Volume volume = volume(floats);
        assertThat(VolumeStatistics.of(Volume.of(volume.geometry(), shorts))).isEqualTo(VolumeStatistics.of(volume));
    }

    @ParameterizedTest
    @CsvSource({
        "512, 0.8, 0.8, 1, false",
        "512, 62.5, 62.5, 62.5, true",
        "512, 0.0008, 0.0008, 0.001, true",
        "512, 0.08, 0.08, 0.09, true",
        "512, 0.8, 0.8, 0.003, true",
        "512, 3, 3, 1, true",
        "512, 0.9, 0.9, 4.5, false",
        "512, 0.9, 0.9, 5, true",
        "64, 5, 4.2, 3.2, false",
        "64, 1e-38, 1, 1, true",
        "64, 1e38, 1, 1, true"
    })
    void aFieldOfViewThatNoBodyHasIsAWarning(int voxels, double x, double y, double z, boolean odd) {
        Geometry grid = new Geometry(Size.cube(voxels), Affine.diagonal(new Spacing(x, y, z), 0, 0, 0));
        Optional<Finding> finding = VolumeChecks.fieldOfView(grid);
        assertThat(finding.isPresent()).isEqualTo(odd);
        finding.ifPresent(found -> assertThat(found.code() + found.severity()).isEqualTo("N20WARNING"));
    }

    @Test
    void whatIsNotFiniteBecomesTheNearestExtreme() {
        Volume replaced = VolumeChecks.replaceNotFinite(
                volume(Float.NaN, -1000, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 300));
        assertThat(replaced.floats()).containsExactly(-1000, -1000, -1000, 300, 300);
    }
}
