package org.attunet.train;

import org.attunet.data.record.EpochBatches;
import org.attunet.model.execution.Score;
import org.attunet.model.execution.TrainableNetwork;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Batches that are made here. */
record MadeBatches(EpochBatches made) implements TrainingBatches {
    @Override
    public boolean hasNext() {
        return made.hasNext();
    }

    @Override
    public TrainingBatch next() {
        return new Made(made.next());
    }

    @Override
    public void close() {
        made.close();
    }

    private record Made(MultiDataSet batch) implements TrainingBatch {
        @Override
        public int patches() {
            return (int) batch.getFeatures(0).size(0);
        }

        @Override
        public void announce(TrainableNetwork network) {
            network.expect(batch.getFeatures(0), batch.getLabels(0));
        }

        @Override
        public Score differentiate(TrainableNetwork network) {
            return network.differentiate(batch.getFeatures(0), batch.getLabels(0));
        }
    }
}
