package org.attunet.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.attunet.model.kernel.Shape;
import org.attunet.model.network.MemoryEstimate;
import org.attunet.model.network.NetworkSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryEstimateTest {
    private static final NetworkSettings SMALL = NetworkSettings.reference(1, 2, List.of(2, 3));

    private static Shape cube(int side) {
        return new Shape(1, 1, side, side, side);
    }

    /**
     * Megabytes that {@code ./unet bench --steps 3 --threads 2 --only train|infer} gave as {@code peak_mb}, 2026-11-24; inference of the
     * last one on 2026-11-27, when its top join was made in slabs (834 before).
     */
    @ParameterizedTest
    @CsvSource({
        "8:16:32:64, 32, 2, 265, 214",
        "16:32:64:128, 48, 2, 492, 328",
        "64:128:256:512, 32, 1, 719, 481",
        "64:128:256:512, 64, 1, 1773, 663"
    })
    void aQuarterAroundWhatWasMeasured(String widths, int patch, int batch, double train, double infer) {
        NetworkSettings network = NetworkSettings.reference(
                1, 2, Arrays.stream(widths.split(":")).map(Integer::valueOf).toList());
        double mega = 1 << 20;
        assertThat(MemoryEstimate.training(network, cube(patch), batch).total() / mega)
                .isCloseTo(train, Percentage.withPercentage(25));
        assertThat(MemoryEstimate.inference(network, cube(patch), batch).total() / mega)
                .isCloseTo(infer, Percentage.withPercentage(25));
    }

    /**
     * Widths 2 and 3 at 2³ = 8 voxels, counted by hand: input 8, encoder 16 + 16, pool 2, bottleneck 3 + 3, map 8, join 40, decoder
     * 16 + 16, loss 16; before the normalisations 16 + 16, 3 + 3, 16 + 16 again.
     */
    @Test
    void trainingKeepsEveryOutputAndWhatComesBeforeEachNormalisation() {
        MemoryEstimate estimate = MemoryEstimate.training(SMALL, cube(2), 1);
        assertThat(estimate.activations()).isEqualTo(4L * (8 + 32 + 2 + 6 + 8 + 40 + 32 + 16 + 32 + 6 + 32));
        assertThat(MemoryEstimate.training(SMALL, cube(2), 5).activations()).isEqualTo(5 * estimate.activations());
    }

    /** The fullest moment: skip connection 16, bottleneck 3 and map 8 are there when 40 numbers join. */
    @Test
    void inferenceHoldsWhatIsStillToBeRead() {
        assertThat(MemoryEstimate.inference(SMALL, cube(2), 1).activations()).isEqualTo(4L * (16 + 3 + 8 + 40));
    }

    /** 1137 MB were measured at 96³ as above, with joins in slabs; 1710 before. What is kept in 2 bytes is joined whole. */
    @Test
    void aLargeJoinThatOneConvolutionReadsIsNeverWholeInFloat() {
        NetworkSettings network = NetworkSettings.reference(1, 2, List.of(64, 128, 256, 512));
        MemoryEstimate estimate = MemoryEstimate.inference(network, cube(96), 1);
        double mega = 1 << 20;
        assertThat(estimate.total() / mega).isCloseTo(1137, Percentage.withPercentage(25));
        // Skip connection 64, map 1, level below 128 / 8 and their 192 channels, which are convolved to 2.
        long top = 4L * 96 * 96 * 96;
        assertThat(estimate.activations()).isEqualTo(top * (64 + 1 + 16 + 192));
        // The encoder's two convolutions at the top, 64 to 64 channels, are the fullest moment then.
        assertThat(estimate.slabs()).isEqualTo(estimate.activations() + top * (192 + 2) - 2 * top * (64 + 64));
        assertThat(estimate.total(4) - estimate.total(2)).isEqualTo(estimate.activations() / 2 - estimate.slabs());
    }

    @Test
    void bytesAreWrittenForPeople() {
        assertThat(MemoryEstimate.text(724L << 20)).isEqualTo("724 MB");
        assertThat(MemoryEstimate.text(3L << 29)).isEqualTo("1.50 GB");
        assertThat(MemoryEstimate.training(SMALL, cube(2), 1).total() / 1048576.0)
                .isCloseTo(200, within(1.0));
    }
}
