package org.attunet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.attunet.data.DataException;
import org.attunet.data.record.PatchIterator;
import org.attunet.data.record.PatchSettings;
import org.attunet.model.execution.Foreground;
import org.attunet.model.execution.Score;
import org.attunet.model.execution.TrainableNetwork;
import org.attunet.model.kernel.ParameterVector;
import org.attunet.model.kernel.PatchOrder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Batches whose patches are made where the network computes. */
class OrderedBatchesTest {
    @TempDir
    static Path folder;

    private static PatchIterator patches;

    @BeforeAll
    static void write() {
        patches = TinyRuns.in(folder).plan(TinyRuns.settings(1)).data();
    }

    private record Worth(double loss, Foreground foreground, long predicted) implements Score {}

    /** Keeps the orders that it gets. */
    private record Asked(boolean makesPatches, List<PatchOrder> orders, List<PatchOrder> expected)
            implements TrainableNetwork {
        @Override
        public ParameterVector parameterVector() {
            throw new UnsupportedOperationException("it has no parameters");
        }

        @Override
        public ParameterVector gradientVector() {
            throw new UnsupportedOperationException("it has no parameters");
        }

        @Override
        public Score differentiate(INDArray made, INDArray labels) {
            return new Worth(made.size(0), Foreground.FOUND, 0);
        }

        @Override
        public void expect(List<PatchOrder> patches) {
            expected.addAll(patches);
        }

        @Override
        public Score differentiate(List<PatchOrder> patches) {
            orders.addAll(patches);
            return new Worth(-patches.size(), Foreground.FOUND, 0);
        }

        @Override
        public void step(double rate) {}
    }

    private static List<Integer> sizes(TrainableNetwork network) {
        List<Integer> sizes = new ArrayList<>();
        try (TrainingBatches batches = TrainingBatches.of(patches, 0, network)) {
            while (batches.hasNext()) {
                TrainingBatch batch = batches.next();
                sizes.add(batch.patches());
                double loss = batch.differentiate(network).loss();
                assertThat(loss).isEqualTo(network.makesPatches() ? -batch.patches() : batch.patches());
            }
            assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
        }
        return sizes;
    }

    @Test
    void anEpochHasTheSameBatchesWhereverItsPatchesAreMade() {
        Asked device = new Asked(true, new ArrayList<>(), new ArrayList<>());
        assertThat(sizes(device)).containsExactly(8, 8, 4);
        assertThat(sizes(new Asked(false, List.of(), List.of()))).containsExactly(8, 8, 4);
        assertThat(device.orders()).hasSize(20);
    }

    @Test
    void theBatchThatComesNextCanBeAnnouncedOnceItIsThere() {
        Asked device = new Asked(true, new ArrayList<>(), new ArrayList<>());
        try (TrainingBatches batches = TrainingBatches.of(patches, 0, device)) {
            while (batches.hasNext()) {
                while (batches.upcoming().isEmpty()) {
                    Thread.onSpinWait();
                }
                batches.upcoming().get().announce(device);
                batches.next().differentiate(device);
            }
            assertThat(batches.upcoming()).isEmpty();
        }
        assertThat(device.expected()).isEqualTo(device.orders()).hasSize(20);
    }

    @Test
    void whatFailsWhileItIsReadAheadIsTheFailureOfTheBatch() {
        PatchIterator broken = new PatchIterator(
                TinyRuns.in(folder.resolve("broken")).cases(),
                source -> {
                    throw new DataException("the file is damaged");
                },
                PatchSettings.reference(),
                2,
                1,
                0);
        try (TrainingBatches batches = new OrderedBatches(broken, 0)) {
            assertThatThrownBy(batches::next)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("preprocessing: the file is damaged");
        }
    }
}
