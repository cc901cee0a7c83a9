package org.attunet.data.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyedRandomTest {
    @Test
    void equalKeysDrawTheSame() {
        KeyedRandom a = KeyedRandom.of(3, 1, KeyedRandom.key("Bauchspeicheldrüse"), 2);
        KeyedRandom b = KeyedRandom.of(3, 1, KeyedRandom.key("Bauchspeicheldrüse"), 2);
        for (int n = 0; n < 100; n++) {
            assertThat(a.uniform()).isEqualTo(b.uniform());
            assertThat(a.gaussian()).isEqualTo(b.gaussian());
        }
    }

    @Test
    void everyPartOfAKeyCounts() {
        Set<Double> firsts = new HashSet<>();
        for (int seed = 0; seed < 5; seed++) {
            for (int epoch = 0; epoch < 5; epoch++) {
                for (int crop = 0; crop < 5; crop++) {
                    firsts.add(KeyedRandom.of(seed, epoch, crop).uniform());
                }
            }
        }
        assertThat(firsts).hasSize(125);
    }

    @Test
    void fnv1aOfAIsThePublishedOne() {
        // Fowler, Noll, Vo: FNV-1a 64 of "a"
        assertThat(KeyedRandom.key("a")).isEqualTo(0xaf63dc4c8601ec8cL);
    }

    @Test
    void drawsHaveTheirMoments() {
        KeyedRandom random = KeyedRandom.of(11);
        double sum = 0;
        double square = 0;
        double gaussianSum = 0;
        double gaussianSquare = 0;
        int count = 200_000;
        for (int n = 0; n < count; n++) {
            double u = random.uniform(-1, 1);
            double g = random.gaussian();
            sum += u;
            square += u * u;
            gaussianSum += g;
            gaussianSquare += g * g;
        }
        // Five standard errors and more.
        assertThat(sum / count).isCloseTo(0, within(0.01));
        assertThat(square / count).isCloseTo(1 / 3.0, within(0.01));
        assertThat(gaussianSum / count).isCloseTo(0, within(0.015));
        assertThat(gaussianSquare / count).isCloseTo(1, within(0.02));
    }
}
