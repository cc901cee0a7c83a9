package org.attunet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.PhantomDataset;
import org.attunet.data.phantom.PhantomDataset.Existing;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.eval.inference.Model;
import org.attunet.train.TrainingListener;
import org.attunet.train.TrainingRun;
import org.attunet.train.TrainingSettings;
import org.attunet.train.TrainingState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainByOwnLossTest {
    @TempDir
    private Path data;

    @Test
    void theLossFalls() {
        PhantomDataset.write(
                data, PhantomSettings.cube(4, 32, 3, Difficulty.EASY), Existing.REFUSE, (done, total) -> {});
        List<Double> losses = new ArrayList<>();
        TrainingListener kept = new TrainingListener() {
            @Override
            public void stepped(TrainingRun run, TrainingState state, double loss) {
                losses.add(loss);
            }
        };
        TrainingSettings settings = TrainingSettings.reference().withEpochs(6).withLearningRate(1e-2);

        Model model = TrainByOwnLoss.train(data, new TverskyLoss(0.3, 0.7), settings, List.of(kept, new LossPrinter()));

        assertThat(losses.get(losses.size() - 1)).isLessThan(losses.get(0) - 0.05);
        assertThat(model.weights()).isNotEmpty();
    }
}
