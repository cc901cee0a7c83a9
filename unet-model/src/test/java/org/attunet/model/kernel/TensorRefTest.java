package org.attunet.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When what operators compute takes and gives back memory. */
class TensorRefTest {
    private static final Shape SHAPE = new Shape(1, 1, 1, 1, 1);

    /** Tensors are numbers in the order in which they were taken. */
    private static final class Ledger implements TensorPool<Integer> {
        private final List<Integer> given = new ArrayList<>();
        private int taken;

        @Override
        public Integer take(Shape shape) {
            return taken++;
        }

        @Override
        public void give(Integer tensor) {
            given.add(tensor);
        }

        @Override
        public void clear() {
            given.clear();
        }
    }

    private final Ledger pool = new Ledger();
    private final TensorRef<Integer> tensor = new TensorRef<>(SHAPE, pool, true);

    @Test
    void memoryGoesBackWithTheLastReaderOfEveryRun() {
        tensor.addReader();
        tensor.addReader();
        for (int run = 0; run < 2; run++) {
            assertThat(tensor.open()).isEqualTo(run);
            tensor.read();
            assertThat(pool.given).hasSize(run);
            tensor.read();
            assertThat(pool.given).hasSize(run + 1).last().isEqualTo(run);
        }
    }

    @Test
    void gradientIsTakenWhenItIsFirstAskedForAndGoesBackWithTheData() {
        tensor.open();
        assertThat(tensor.hasGradient()).isFalse();
        assertThat(tensor.gradient()).isEqualTo(1).isEqualTo(tensor.gradient());
        assertThat(tensor.hasGradient()).isTrue();
        tensor.release();
        assertThat(pool.given).containsExactly(0, 1);
        tensor.release();
        assertThat(pool.given).hasSize(2);
    }

    @Test
    void firstPartOfAGradientIsTakenOverAsItIs() {
        int part = pool.take(SHAPE);
        tensor.addGradient(part, null);
        assertThat(tensor.gradient()).isEqualTo(part);
        assertThat(pool.given).isEmpty();
    }
}
