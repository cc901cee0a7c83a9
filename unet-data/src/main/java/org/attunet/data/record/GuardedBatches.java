package org.attunet.data.record;

import java.util.NoSuchElementException;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.MultiDataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * Ends where a batch fails and keeps the failure for whoever reads the batches. DL4J's asynchronous iterator would wait for
 * ever for a batch whose making threw.
 */
final class GuardedBatches implements MultiDataSetIterator {
    private final transient MultiDataSetIterator batches;
    private transient MultiDataSet ready;
    private volatile RuntimeException failure;

    GuardedBatches(MultiDataSetIterator batches) {
        this.batches = batches;
    }

    /** Throws what ended the batches before their time, if anything did. */
    void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public boolean hasNext() {
        try {
            if (ready == null && failure == null && batches.hasNext()) {
                ready = batches.next();
            }
        } catch (RuntimeException e) {
            failure = e;
        }
        return ready != null;
    }

    @Override
    public MultiDataSet next() {
        if (!hasNext()) {
            rethrow();
            throw new NoSuchElementException("the epoch has no further batch");
        }
        MultiDataSet batch = ready;
        ready = null;
        return batch;
    }

    @Override
    public MultiDataSet next(int count) {
        throw new UnsupportedOperationException("a batch has the size it was planned with");
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

    @Override
    public boolean asyncSupported() {
        return true;
    }

    @Override
    public void reset() {
        ready = null;
        failure = null;
        batches.reset();
    }
}
