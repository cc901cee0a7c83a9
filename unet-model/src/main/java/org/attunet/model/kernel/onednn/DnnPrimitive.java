package org.attunet.model.kernel.onednn;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.FloatPointer;

/** A primitive with its operands, and the copying of weights into its layout and back. */
final class DnnPrimitive {
    private final Dnn dnn;
    private final primitive operation;
    private final IntMemoryMap arguments = new IntMemoryMap();
    private final Map<Integer, memory> operands = new HashMap<>();
    private final memory plain;
    private final memory formatted;
    private reorder toFormatted;
    private reorder toPlain;

    DnnPrimitive(Dnn dnn, primitive operation, memory.desc plainWeights, memory.desc formattedWeights) {
        this.dnn = dnn;
        this.operation = operation;
        this.plain = new memory(plainWeights, dnn.processor(), null);
        this.formatted = new memory(formattedWeights, dnn.processor(), null);
    }

    /** Floats that the formatted weights take. */
    long formattedWeights() {
        return (formatted.get_desc().get_size() + Float.BYTES - 1) / Float.BYTES;
    }

    void operand(int argument, memory.desc description) {
        memory operand = new memory(description, dnn.processor(), null);
        operands.put(argument, operand);
        arguments.put(argument, operand);
    }

    void set(int argument, FloatPointer data) {
        operands.get(argument).set_data_handle(data);
    }

    void format(FloatPointer from, FloatPointer to) {
        if (toFormatted == null) {
            toFormatted = new reorder(plain, formatted);
        }
        plain.set_data_handle(from);
        formatted.set_data_handle(to);
        toFormatted.execute(dnn.queue(), plain, formatted);
    }

    void unformat(FloatPointer from, FloatPointer to) {
        if (toPlain == null) {
            toPlain = new reorder(formatted, plain);
        }
        formatted.set_data_handle(from);
        plain.set_data_handle(to);
        toPlain.execute(dnn.queue(), formatted, plain);
    }

    void run() {
        operation.execute(dnn.queue(), arguments);
        dnn.queue()._wait();
    }
}
