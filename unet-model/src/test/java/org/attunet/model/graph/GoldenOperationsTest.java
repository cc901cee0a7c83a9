package org.attunet.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.attunet.model.network.Activation;
import org.attunet.model.network.Norm;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Layers alone against PyTorch 2's {@code conv3d}, {@code batch_norm} and {@code max_pool3d}, computed in float64. */
class GoldenOperationsTest {
    /** Values reach 30, so 1e-5 is a few units in a float's last place. */
    private static void same(INDArray found, INDArray expected) {
        assertThat(found.shape()).isEqualTo(expected.shape());
        assertThat(found.sub(expected).amaxNumber().doubleValue()).isLessThanOrEqualTo(1e-5);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void convolution(DataType type) {
        ComputationGraph graph = unit(type, 4, 3, Norm.NONE);
        graph.getParam("unit_W").assign(Goldens.operation("k3", type));
        graph.getParam("unit_b").assign(Goldens.operation("b3", type));
        same(graph.outputSingle(Goldens.operation("x", type)), Goldens.operation("conv3", type));
    }

    private static ComputationGraph unit(DataType type, int out, int kernel, Norm norm) {
        ConvBlockLayer unit = GraphParts.layer(3, out, kernel, norm, Activation.IDENTITY);
        return SmallGraphs.of(type, 3, builder -> builder.addLayer("unit", unit, "input"), "unit");
    }

    /** A unit whose convolution changes nothing, with the batch norm's parameters. */
    private static ComputationGraph batchNorm(DataType type) {
        ComputationGraph graph = unit(type, 3, 1, Norm.BATCH);
        graph.getParam("unit_W").assign(Nd4j.eye(3).castTo(type).reshape(3, 3, 1, 1, 1));
        graph.getParam("unit_gamma").assign(Goldens.operation("bn_gamma", type));
        graph.getParam("unit_beta").assign(Goldens.operation("bn_beta", type));
        graph.getParam("unit_mean").assign(Goldens.operation("bn_mean", type));
        graph.getParam("unit_var").assign(Goldens.operation("bn_var", type));
        return graph;
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void batchNormInEvaluationTakesTheRunningStatistics(DataType type) {
        same(batchNorm(type).outputSingle(false, Goldens.operation("x", type)), Goldens.operation("bn_eval", type));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void batchNormInTrainingTakesTheBatchsAndMovesTheRunningOnes(DataType type) {
        ComputationGraph graph = batchNorm(type);
        same(graph.outputSingle(true, Goldens.operation("x", type)), Goldens.operation("bn_train", type));
        same(graph.getParam("unit_mean"), Goldens.operation("bn_mean_after", type));
        same(graph.getParam("unit_var"), Goldens.operation("bn_var_after", type));
    }

    @Test
    void maxPool() {
        ComputationGraph graph = SmallGraphs.of(
                DataType.FLOAT,
                3,
                builder -> new GraphParts(builder).pooled("pool", "input").raw(),
                "pool");
        same(
                graph.outputSingle(Goldens.operation("xe", DataType.FLOAT)),
                Goldens.operation("maxpool2", DataType.FLOAT));
    }

    @Test
    void maxPoolDropsAnOddLastPlane() {
        ComputationGraph graph = SmallGraphs.of(
                DataType.FLOAT,
                2,
                builder -> new GraphParts(builder).pooled("pool", "input").raw(),
                "pool");
        same(
                graph.outputSingle(Goldens.operation("xo", DataType.FLOAT)),
                Goldens.operation("maxpool2_odd", DataType.FLOAT));
    }
}
