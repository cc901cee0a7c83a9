package org.attunet.model.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.updater.TorchAdam;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A training step and an inference of the reference network, at the sizes of the table in docs/performance.md. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Dorg.bytedeco.javacpp.maxphysicalbytes=0")
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 4, time = 4)
public class NetworkBenchmark {
    private static final double RATE = 1e-4;

    /** Widths of the levels, edge of the patch, patches at once. */
    @Param({"8,16,32,64/32/2", "16,32,64,128/48/2", "64,128,256,512/32/1"})
    public String work;

    /** What executes the network. */
    @Param({"onednn"})
    public String engine;

    private NetworkGraph training;
    private NetworkGraph inference;
    private INDArray image;
    private INDArray labels;

    /** Draws weights, images and labels. */
    @Setup
    public void draw() {
        Backend backend =
                BackendChoice.of(Optional.empty(), Optional.of(engine)).resolve();
        String[] parts = work.split("/", -1);
        List<Integer> widths =
                Arrays.stream(parts[0].split(",", -1)).map(Integer::valueOf).toList();
        long patch = Long.parseLong(parts[1]);
        long batch = Long.parseLong(parts[2]);
        NetworkSettings network = NetworkSettings.reference(1, 2, widths);
        training = AttentionUNet.training(network, LossSettings.of(LossKind.DICE), new TorchAdam(RATE), 1, backend);
        inference = AttentionUNet.inference(network, backend);
        image = Nd4j.randn(DataType.FLOAT, batch, 1, patch, patch, patch);
        labels =
                Nd4j.rand(DataType.FLOAT, batch, 1, patch, patch, patch).gt(0.9).castTo(DataType.FLOAT);
    }

    /** Forward, Dice under deep supervision, backward, Adam. */
    @Benchmark
    public double trainingStep() {
        double loss = training.differentiate(image, labels).loss();
        training.step(RATE);
        return loss;
    }

    /** Logits of one batch, batch norm in evaluation. */
    @Benchmark
    public INDArray inference() {
        return inference.infer(image)[0];
    }
}
