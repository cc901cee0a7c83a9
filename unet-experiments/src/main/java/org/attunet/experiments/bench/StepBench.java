package org.attunet.experiments.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.GraphPredictor;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.eval.inference.SlidingWindow;
import org.attunet.model.engine.Backend;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.kernel.cuda.Gpu;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.updater.TorchAdam;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Times a training step (forward, Dice under deep supervision, backward, Adam), an inference, and whole volumes, on random voxels.
 *
 * @param network what is timed
 * @param patch voxels along each axis
 * @param batch patches at once
 * @param steps timed steps
 * @param warmUp seconds of steps before those, one step at least: Java compiles meanwhile what a step runs
 * @param backend what computes
 */
public record StepBench(NetworkSettings network, int patch, int batch, int steps, double warmUp, Backend backend) {
    private static final double LABELLED = 0.9;
    private static final double RATE = 1e-4;

    /**
     * Seconds of one thing.
     *
     * @param wallMin the shortest step
     * @param wallMedian the middle one
     * @param wallMean all together by their number
     * @param cpuMin least processor time of a step, all threads together
     * @param deviceBytes by which a GPU's free memory became less: what the network keeps there, if nothing else computes there
     * @param shares of the wall time by kind of operation, 0…1
     */
    public record Timing(
            double wallMin,
            double wallMedian,
            double wallMean,
            double cpuMin,
            Optional<Long> deviceBytes,
            Map<String, Double> shares) {
        /** The same, without a word on memory. */
        public Timing withoutMemory() {
            return new Timing(wallMin, wallMedian, wallMean, cpuMin, Optional.empty(), shares);
        }
    }

    /** Times training steps. */
    public Timing train() {
        Optional<Long> free = free();
        NetworkGraph graph =
                AttentionUNet.training(network, LossSettings.of(LossKind.DICE), new TorchAdam(RATE), 1, backend);
        INDArray input = input();
        INDArray labels = Nd4j.rand(DataType.FLOAT, shape(1)).gt(LABELLED).castTo(DataType.FLOAT);
        return timed(
                () -> {
                    graph.differentiate(input, labels);
                    graph.step(RATE);
                    graph.score(); // waits for a device
                },
                graph::secondsByKind,
                free);
    }

    /** Times inferences. */
    public Timing infer() {
        Optional<Long> free = free();
        NetworkGraph graph = AttentionUNet.inference(network, backend);
        INDArray input = input();
        return timed(() -> graph.infer(input), graph::secondsByKind, free);
    }

    /** Times the reference's sliding window over whole volumes that are preprocessed already. */
    public Timing volume(Size size) {
        Optional<Long> free = free();
        NetworkGraph graph = AttentionUNet.inference(network, backend);
        SlidingWindow window = new SlidingWindow(settings());
        float[] voxels = Nd4j.randn(DataType.FLOAT, size.voxels()).toFloatVector();
        Volume image = Volume.of(new Geometry(size, Affine.diagonal(new Spacing(1, 1, 1), 0, 0, 0)), voxels);
        return timed(() -> window.run(image, new GraphPredictor(graph)), graph::secondsByKind, free);
    }

    /** Windows that a volume of this size takes. */
    public int windows(Size size) {
        return new SlidingWindow(settings()).count(size);
    }

    private InferenceSettings settings() {
        return InferenceSettings.of(Size.cube(patch)).withBatch(batch);
    }

    private INDArray input() {
        return Nd4j.randn(DataType.FLOAT, shape(network.inputChannels()));
    }

    private long[] shape(int channels) {
        return new long[] {batch, channels, patch, patch, patch};
    }

    /** Free on the GPU, where it is one. */
    private Optional<Long> free() {
        return backend.device().gpu().map(Gpu::free);
    }

    private Timing timed(Runnable work, Supplier<Map<String, Double>> secondsByKind, Optional<Long> freeBefore) {
        warm(work);
        Map<String, Double> secondsBefore = secondsByKind.get();
        double[] wall = new double[steps];
        double[] cpu = new double[steps];
        for (int n = 0; n < steps; n++) {
            long began = System.nanoTime();
            long used = processorTime();
            work.run();
            wall[n] = (System.nanoTime() - began) / 1e9;
            cpu[n] = (processorTime() - used) / 1e9;
        }
        Optional<Long> taken = freeBefore.map(before -> before - free().orElseThrow());
        double total = Arrays.stream(wall).sum();
        Map<String, Double> shares = shares(secondsBefore, secondsByKind.get(), total);
        Arrays.sort(wall);
        Arrays.sort(cpu);
        double middle = (wall[(steps - 1) / 2] + wall[steps / 2]) / 2;
        return new Timing(wall[0], middle, total / steps, cpu[0], taken, shares);
    }

    private void warm(Runnable work) {
        long until = System.nanoTime() + (long) (warmUp * 1e9);
        do {
            work.run();
        } while (System.nanoTime() < until);
    }

    private static Map<String, Double> shares(Map<String, Double> before, Map<String, Double> after, double total) {
        Map<String, Double> shares = new TreeMap<>();
        after.forEach((kind, seconds) -> shares.put(kind, (seconds - before.getOrDefault(kind, 0.0)) / total));
        double inside = shares.values().stream().mapToDouble(share -> share).sum();
        shares.put("outside the network", 1 - inside);
        return shares;
    }

    private static long processorTime() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }
}
