package org.attunet.model.kernel.onednn;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.stream;

/**
 * What the steps of one program share.
 *
 * @param processor what computes, one for all programs
 * @param queue where primitives run, one after the other
 * @param arena where activations live
 */
record Dnn(engine processor, stream queue, Arena arena) implements AutoCloseable {
    /** Loaded with the first program. */
    private static final class Processor {
        static final engine CPU = new engine(engine.kind.cpu, 0);
    }

    static Dnn create(Kept kept) {
        return new Dnn(Processor.CPU, new stream(Processor.CPU), new Arena(kept));
    }

    @Override
    public void close() {
        arena.clear();
    }
}
