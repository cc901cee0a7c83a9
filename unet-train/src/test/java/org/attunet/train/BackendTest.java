package org.attunet.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.Nd4jBackend;
import org.attunet.model.engine.OneDnnBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class BackendTest {
    @TempDir
    Path folder;

    private static INDArray trained(TinyRuns runs, Backend backend) {
        Trainer trainer = new Trainer(runs.on(backend, TinyRuns.settings(1)), List.of());
        trainer.run();
        assertThat(trainer.graph().backend()).isEqualTo(backend);
        return trainer.graph().params();
    }

    /** Sums in another order differ in their last bits, and Adam makes full-size steps of gradients that are 0 but for those. */
    @Test
    void aRunComputesByWhatItsPlanNames() {
        TinyRuns runs = TinyRuns.in(folder);
        INDArray byOneDnn = trained(runs, new OneDnnBackend());
        assertThat(trained(runs, new OneDnnBackend())).isEqualTo(byOneDnn);
        INDArray byNd4j = trained(runs, new Nd4jBackend(DataType.FLOAT));
        assertThat(byNd4j.toFloatVector()).isNotEqualTo(byOneDnn.toFloatVector());
        assertThat(byNd4j.sub(byOneDnn).amaxNumber().doubleValue()).isLessThan(0.1);
    }
}
