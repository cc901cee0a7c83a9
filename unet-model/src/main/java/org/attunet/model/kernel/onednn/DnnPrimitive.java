package org.attunet.model.kernel.onednn;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.javacpp.FloatPointer;

/** A primitive with its operands, one of which are weights in a layout of their own. */
final class DnnPrimitive {
    private final Dnn dnn;
    private final primitive operation;
    private final WeightLayout weights;
    private final IntMemoryMap arguments = new IntMemoryMap();
    private final Map<Integer, memory> operands = new HashMap<>();

    DnnPrimitive(Dnn dnn, primitive operation, WeightLayout weights) {
        this.dnn = dnn;
        this.operation = operation;
        this.weights = weights;
    }

    WeightLayout weights() {
        return weights;
    }

    void operand(int argument, memory.desc description) {
        memory operand = new memory(description, dnn.processor(), null);
        operands.put(argument, operand);
        arguments.put(argument, operand);
    }

    void set(int argument, FloatPointer data) {
        operands.get(argument).set_data_handle(data);
    }

    void run() {
        operation.execute(dnn.queue(), arguments);
        dnn.queue()._wait();
    }
}
