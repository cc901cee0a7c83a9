package org.attunet.experiments.run;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.attunet.model.AttentionUNet;
import org.attunet.model.NetworkSettings;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.updater.TorchAdam;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Times a training step (forward, Dice under deep supervision, backward, Adam) and an inference on random patches.
 *
 * @param network what is timed
 * @param patch voxels along each axis
 * @param batch patches at once
 * @param steps timed steps, after one that is not
 */
public record StepBench(NetworkSettings network, int patch, int batch, int steps) {
    private static final double LABELLED = 0.9;

    /**
     * Seconds of one thing.
     *
     * @param wallMin the shortest step
     * @param wallMedian the middle one
     * @param cpuMin least processor time of a step, all threads together
     */
    public record Timing(double wallMin, double wallMedian, double cpuMin) {}

    /** Times training steps. */
    public Timing train() {
        ComputationGraph graph =
                AttentionUNet.training(network, LossSettings.of(LossKind.DICE), new TorchAdam(1e-4), 1);
        INDArray[] inputs = {input()};
        INDArray[] labels = {Nd4j.rand(DataType.FLOAT, shape(1)).gt(LABELLED).castTo(DataType.FLOAT)};
        return timed(() -> graph.fit(inputs, labels));
    }

    /** Times inferences. */
    public Timing infer() {
        ComputationGraph graph = AttentionUNet.inference(network);
        INDArray input = input();
        return timed(() -> graph.outputSingle(false, input));
    }

    private INDArray input() {
        return Nd4j.randn(DataType.FLOAT, shape(network.inputChannels()));
    }

    private long[] shape(int channels) {
        return new long[] {batch, channels, patch, patch, patch};
    }

    private Timing timed(Runnable work) {
        work.run();
        double[] wall = new double[steps];
        double[] cpu = new double[steps];
        for (int n = 0; n < steps; n++) {
            long began = System.nanoTime();
            long used = processorTime();
            work.run();
            wall[n] = (System.nanoTime() - began) / 1e9;
            cpu[n] = (processorTime() - used) / 1e9;
        }
        Arrays.sort(wall);
        Arrays.sort(cpu);
        double middle = (wall[(steps - 1) / 2] + wall[steps / 2]) / 2;
        return new Timing(wall[0], middle, cpu[0]);
    }

    private static long processorTime() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }
}
