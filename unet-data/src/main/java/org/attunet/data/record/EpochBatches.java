package org.attunet.data.record;

import java.util.NoSuchElementException;
import org.nd4j.linalg.dataset.AsyncMultiDataSetIterator;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.MultiDataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/** The batches of one epoch, to be closed when no more are wanted. */
public final class EpochBatches implements MultiDataSetIterator, AutoCloseable {
    private final transient GuardedBatches source;
    private final transient MultiDataSetIterator batches;
    private final transient Runnable stop;

    private EpochBatches(GuardedBatches source, MultiDataSetIterator batches, Runnable stop) {
        this.source = source;
        this.batches = batches;
        this.stop = stop;
    }

    /** Made when asked for where {@code prefetch} is 0, else so many ahead. */
    static EpochBatches of(MultiDataSetIterator made, int prefetch) {
        GuardedBatches source = new GuardedBatches(made);
        if (prefetch == 0) {
            return new EpochBatches(source, source, () -> {});
        }
        AsyncMultiDataSetIterator ahead = new AsyncMultiDataSetIterator(source, prefetch, false);
        return new EpochBatches(source, ahead, ahead::shutdown);
    }

    @Override
    public boolean hasNext() {
        if (batches.hasNext()) {
            return true;
        }
        source.rethrow();
        return false;
    }

    @Override
    public MultiDataSet next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the epoch has no further batch");
        }
        return batches.next();
    }

    @Override
    public MultiDataSet next(int count) {
        return batches.next(count);
    }

    @Override
    public void setPreProcessor(MultiDataSetPreProcessor preProcessor) {
        batches.setPreProcessor(preProcessor);
    }

    @Override
    public MultiDataSetPreProcessor getPreProcessor() {
        return batches.getPreProcessor();
    }

    @Override
    public boolean resetSupported() {
        return batches.resetSupported();
    }

    /** No: it works ahead already, or must not. */
    @Override
    public boolean asyncSupported() {
        return false;
    }

    /** Back to the epoch's first batch. */
    @Override
    public void reset() {
        batches.reset();
    }

    /** Stops working ahead. */
    @Override
    public void close() {
        stop.run();
    }
}
