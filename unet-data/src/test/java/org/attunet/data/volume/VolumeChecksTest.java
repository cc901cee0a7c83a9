package org.attunet.data.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.attunet.data.Finding;
import org.junit.jupiter.api.Test;

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

    @Test
    void whatIsNotFiniteBecomesTheNearestExtreme() {
        Volume replaced = VolumeChecks.replaceNotFinite(
                volume(Float.NaN, -1000, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 300));
        assertThat(replaced.floats()).containsExactly(-1000, -1000, -1000, 300, 300);
    }
}
