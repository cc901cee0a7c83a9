package org.attunet.model.kernel.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.FloatPointer;

/** Copies weights from the parameters' own order to a layout of oneDNN's choice, and back. */
final class WeightLayout {
    private final Dnn dnn;
    private final memory plain;

    /** What is copied to the formatted layout: the weights in a layout between, or as they are. */
    private final memory source;

    private final boolean inTwoCopies;
    private final memory formatted;
    private reorder first;
    private reorder last;
    private reorder back;

    /**
     * @param plain the parameters' own order
     * @param between a layout to go through, as two easy copies can be far faster than one that jumps through memory; or null
     * @param formatted the layout to go to
     */
    WeightLayout(Dnn dnn, memory.desc plain, memory.desc between, memory.desc formatted) {
        this.dnn = dnn;
        this.plain = memory(plain);
        this.inTwoCopies = between != null;
        this.source = inTwoCopies ? memory(between) : this.plain;
        this.formatted = memory(formatted);
    }

    private memory memory(memory.desc description) {
        return new memory(description, dnn.processor(), null);
    }

    private static long floats(memory of) {
        return (of.get_desc().get_size() + Float.BYTES - 1) / Float.BYTES;
    }

    /** Memory of the arena for the formatted weights, which the caller gives back. */
    FloatPointer take() {
        return dnn.arena().take(floats(formatted));
    }

    void format(FloatPointer from, FloatPointer to) {
        plain.set_data_handle(from);
        formatted.set_data_handle(to);
        if (inTwoCopies) {
            FloatPointer turned = dnn.arena().take(floats(source));
            source.set_data_handle(turned);
            if (first == null) {
                first = new reorder(plain, source);
            }
            first.execute(dnn.queue(), plain, source);
            dnn.arena().give(turned);
        }
        if (last == null) {
            last = new reorder(source, formatted);
        }
        last.execute(dnn.queue(), source, formatted);
    }

    void unformat(FloatPointer from, FloatPointer to) {
        formatted.set_data_handle(from);
        plain.set_data_handle(to);
        if (back == null) {
            back = new reorder(formatted, plain);
        }
        back.execute(dnn.queue(), formatted, plain);
    }
}
