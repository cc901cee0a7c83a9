package org.attunet.train;

import java.util.Iterator;
import java.util.Optional;
import org.attunet.data.record.PatchIterator;
import org.attunet.model.execution.TrainableNetwork;

/** The batches of one epoch, made ahead; to be closed when no more are wanted. */
interface TrainingBatches extends Iterator<TrainingBatch>, AutoCloseable {
    /** Patches are made where the network computes if it makes them there, else here. */
    static TrainingBatches of(PatchIterator data, int epoch, TrainableNetwork network) {
        return network.makesPatches() ? new OrderedBatches(data, epoch) : new MadeBatches(data.epoch(epoch));
    }

    /** The batch that comes next, where it is known and there already. */
    default Optional<TrainingBatch> upcoming() {
        return Optional.empty();
    }

    @Override
    void close();
}
