package org.attunet.model.graph;

import java.util.List;
import java.util.function.UnaryOperator;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossPlan;
import org.attunet.model.loss.LossSettings;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/** Graphs of a few parts, to hold each alone. */
public final class SmallGraphs {
    private SmallGraphs() {}

    /**
     * A graph from one input to one output.
     *
     * @param channels of the input
     * @param parts what lies between, given the builder; ends with the output's name
     */
    public static ComputationGraph of(
            DataType type,
            int channels,
            UnaryOperator<ComputationGraphConfiguration.GraphBuilder> parts,
            String output) {
        ComputationGraphConfiguration.GraphBuilder builder = new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(type)
                .updater(new NoOp())
                .miniBatch(false)
                .graphBuilder()
                .addInputs("input");
        return finished(parts.apply(builder), channels, output);
    }

    /** The same, ending in Dice and cross entropy over {@code classes} channels. */
    public static ComputationGraph scored(
            int channels,
            UnaryOperator<ComputationGraphConfiguration.GraphBuilder> parts,
            String output,
            int classes,
            int predictions) {
        LossLayer loss = loss(new LossSettings(LossKind.DICE_CE, 0.7, 1.3, List.of()), classes, predictions);
        return of(DataType.DOUBLE, channels, builder -> parts.apply(builder).addLayer("loss", loss, output), "loss");
    }

    static LossLayer loss(LossSettings settings, int classes, int predictions) {
        return new LossLayer(LossPlan.of(settings, classes, predictions));
    }

    private static ComputationGraph finished(
            ComputationGraphConfiguration.GraphBuilder builder, int channels, String output) {
        builder.setOutputs(output);
        builder.setInputTypes(InputType.convolutional3D(Convolution3D.DataFormat.NCDHW, 8, 8, 8, channels));
        ComputationGraph graph = new ComputationGraph(builder.build());
        graph.init();
        return graph;
    }
}
