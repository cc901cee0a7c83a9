package org.attunet.model.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import org.attunet.model.kernel.Shape;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FloatVoxelsTest {
    private static final Shape SHAPE = new Shape(2, 1, 3, 4, 5);

    /** What is seen of an array that nobody else holds, and that array. */
    private record Seen(Voxels voxels, WeakReference<INDArray> array) {
        static Seen ofNobodysArray(OneDnnKernels kernels) {
            INDArray array = Nd4j.ones(DataType.FLOAT, SHAPE.dimensions());
            return new Seen(kernels.read(array, () -> kernels.pool().take(SHAPE)), new WeakReference<>(array));
        }
    }

    /** Else labels could be freed, and their memory be used otherwise, while a step still reads them. */
    @Test
    void anArrayLivesAsLongAsWhatIsSeenOfIt() throws InterruptedException {
        Seen seen = Seen.ofNobodysArray(new OneDnnKernels(Kept.FLOAT));
        try {
            for (int n = 0; n < 5; n++) {
                System.gc();
                Thread.sleep(20);
            }
            assertThat(seen.array().get()).isNotNull();
            float[] values = new float[60];
            seen.voxels().read(1, 0, values, values.length);
            assertThat(values).containsOnly(1);
        } finally {
            Reference.reachabilityFence(seen.voxels());
        }
    }
}
