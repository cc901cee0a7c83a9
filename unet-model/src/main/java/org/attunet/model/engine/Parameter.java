package org.attunet.model.engine;

import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One parameter of a graph: a stretch of the one vector that holds them all, and of the gradient that lies like it. */
final class Parameter {
    private final ComputationGraph graph;
    private final INDArray values;

    Parameter(ComputationGraph graph, INDArray values) {
        this.graph = graph;
        this.values = values;
    }

    static FloatPointer address(INDArray array) {
        return ((FloatPointer) array.data().pointer()).getPointer(array.offset());
    }

    /** Dense values. */
    INDArray values() {
        return values;
    }

    FloatPointer address() {
        return address(values);
    }

    /** Where the gradient by it goes. */
    FloatPointer gradient() {
        return gradientFrom(0);
    }

    /** Where the gradient by its values from number {@code first} on goes. */
    FloatPointer gradientFrom(long first) {
        return address(graph.getFlattenedGradients()).getPointer(place() + first);
    }

    /** Where its values begin in the vector of all. */
    long place() {
        return values.offset() - graph.params().offset();
    }

    double[] doubles() {
        float[] floats = floats();
        double[] doubles = new double[floats.length];
        for (int n = 0; n < doubles.length; n++) {
            doubles[n] = floats[n];
        }
        return doubles;
    }

    float[] floats() {
        float[] floats = new float[(int) values.length()];
        address().get(floats);
        return floats;
    }

    void setGradient(double[] gradient) {
        float[] floats = new float[gradient.length];
        for (int n = 0; n < floats.length; n++) {
            floats[n] = (float) gradient[n];
        }
        gradient().put(floats);
    }

    void setValues(double[] replacing) {
        float[] floats = new float[replacing.length];
        for (int n = 0; n < floats.length; n++) {
            floats[n] = (float) replacing[n];
        }
        address().put(floats);
    }
}
