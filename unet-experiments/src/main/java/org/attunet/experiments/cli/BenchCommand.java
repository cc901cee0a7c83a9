package org.attunet.experiments.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attunet.data.Json;
import org.attunet.data.StreamPool;
import org.attunet.data.volume.Size;
import org.attunet.experiments.bench.ScalingBench;
import org.attunet.experiments.bench.StepBench;
import org.attunet.experiments.run.Nd4jEnvironment;
import org.attunet.experiments.settings.Names;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.PrecisionChoice;
import org.attunet.model.kernel.Shape;
import org.attunet.model.network.MemoryEstimate;
import org.attunet.model.network.NetworkSettings;
import org.nd4j.nativeblas.NativeOpsHolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "bench", description = "Seconds of a training step and of an inference, as one line of JSON.")
final class BenchCommand extends UnetCommand {
    /** What is timed. */
    enum Work {
        TRAIN,
        INFER
    }

    @Option(
            names = "--widths",
            split = ",",
            defaultValue = "16,32,64,128",
            paramLabel = "W",
            description = "Channels of each level.")
    private List<Integer> widths;

    @Option(names = "--patch", defaultValue = "48", paramLabel = "P", description = "Voxels along each axis.")
    private int patch;

    @Option(names = "--batch", defaultValue = "2", paramLabel = "B", description = "Patches at once.")
    private int batch;

    @Option(names = "--threads", defaultValue = "2", paramLabel = "T", description = "Threads, native and Java's.")
    private int threads;

    @Option(names = "--steps", defaultValue = "5", paramLabel = "N", description = "Timed steps.")
    private int steps;

    @Option(
            names = "--warm-up",
            defaultValue = "6",
            paramLabel = "S",
            description = "Seconds of steps before those that count; one step at least.")
    private double warmUp;

    @Option(names = "--only", paramLabel = "train|infer", description = "Time this alone.")
    private Optional<Work> only = Optional.empty();

    @Option(
            names = "--volume",
            paramLabel = "N|X,Y,Z",
            converter = SizeConverter.class,
            description = "Time a whole volume of so many voxels instead: sliding window, a quarter overlap.")
    private Optional<Size> volume = Optional.empty();

    @Option(
            names = "--precision",
            paramLabel = "auto|float|tf32|bfloat16",
            description =
                    "What is computed in; auto, the default, is bfloat16 on a GPU that has it, else float. On the CPU"
                            + " bfloat16 needs avx512_bf16 or AMX.")
    private PrecisionChoice precision = PrecisionChoice.AUTO;

    @Option(
            names = "--scaling",
            paramLabel = "DIR",
            description =
                    "Time patches from 32³ to 96³ and one to ten volumes instead; scaling.csv and scaling.png there.")
    private Optional<Path> scaling = Optional.empty();

    @Mixin
    private BenchTableOptions table;

    @Mixin
    private BenchTaskOptions tasks;

    @Mixin
    private OutputTarget target;

    BenchCommand(Console console) {
        super(console);
    }

    @Override
    boolean runsNetworks() {
        return true;
    }

    /** It prints JSON in any case. */
    @Override
    boolean printsResult() {
        return false;
    }

    @Override
    public Integer call() {
        if (patch < 1 || batch < 1 || threads < 1 || steps < 1) {
            throw new UsageException("--patch, --batch, --threads and --steps are at least 1");
        }
        Backend computing = backend().at(precision);
        List<String> options = new ArrayList<>(backendOptions());
        options.addAll(List.of("--precision", Names.kebab(precision)));
        if (tasks.wanted() && tasks.alone().isEmpty()) {
            options.addAll(List.of("--threads", String.valueOf(threads)));
            return tasks.write(options, computing, target, console);
        }
        if (table.wanted()) {
            table.write(threads, options, computing, target, console);
            return ExitCode.DONE;
        }
        NetworkSettings network = NetworkSettings.reference(1, 2, widths);
        network.checkPatch(patch, patch, patch);
        Nd4jEnvironment environment = Nd4jEnvironment.loaded(); // starts ND4J, which its native operations need
        StreamPool.of(threads)
                .submit(() -> measure(network, computing, environment))
                .join();
        return ExitCode.DONE;
    }

    /** Within a pool of so many threads, which Java's parallel streams keep to; native code gets the number. */
    private void measure(NetworkSettings network, Backend computing, Nd4jEnvironment environment) {
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
        if (tasks.wanted()) {
            task(computing);
        } else if (scaling.isPresent()) {
            scale(network, computing, target.folder(scaling.get()));
        } else {
            time(new StepBench(network, patch, batch, steps, warmUp, computing), environment);
        }
    }

    private void task(Backend computing) {
        Map<String, Object> result = tasks.run(threads, computing, console);
        peakMegabytes().ifPresent(peak -> result.put("peak_mb", peak));
        print(Json.line(result));
    }

    private void time(StepBench bench, Nd4jEnvironment environment) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(
                "widths", String.join(",", widths.stream().map(String::valueOf).toList()));
        result.put("patch", patch);
        result.put("batch", batch);
        result.put("threads", threads);
        result.put("backend", environment.name());
        result.put("device", bench.backend().device().name());
        result.put("precision", bench.backend().numbers());
        if (volume.isPresent()) {
            result.put("volume", fields(bench.volume(volume.get())));
            result.put("windows", bench.windows(volume.get()));
        } else {
            if (only.isEmpty() || only.get() == Work.TRAIN) {
                result.put("train", fields(bench.train()));
            }
            if (only.isEmpty() || only.get() == Work.INFER) {
                StepBench.Timing timing = bench.infer();
                // Behind a training, whose memory may become free meanwhile, nobody can tell whose it is.
                result.put("infer", fields(only.isEmpty() ? timing.withoutMemory() : timing));
            }
        }
        peakMegabytes().ifPresent(peak -> result.put("peak_mb", peak));
        result.put("estimate_mb", estimate(bench.network()) / (double) (1 << 20));
        print(Json.line(result));
    }

    private void scale(NetworkSettings network, Backend computing, Path folder) {
        List<ScalingBench.Cost> costs = new ScalingBench(network, steps, warmUp, computing)
                .run(cost -> console.messages().println(cost));
        ScalingBench.write(costs, folder);
        print(folder.resolve("scaling.csv") + "\n" + folder.resolve("scaling.png"));
    }

    private static Map<String, Object> fields(StepBench.Timing timing) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("wall_min", timing.wallMin());
        fields.put("wall_median", timing.wallMedian());
        fields.put("cpu_min", timing.cpuMin());
        timing.deviceBytes().ifPresent(bytes -> fields.put("device_mb", bytes / (double) (1 << 20)));
        fields.put("shares", timing.shares());
        return fields;
    }

    /** What the process should take at most for what it timed. */
    private long estimate(NetworkSettings network) {
        Shape input = new Shape(1, network.inputChannels(), patch, patch, patch);
        boolean infers = volume.isPresent() || (only.isPresent() && only.get() == Work.INFER);
        return (infers
                        ? MemoryEstimate.inference(network, input, batch)
                        : MemoryEstimate.training(network, input, batch))
                .total();
    }

    /** The process's largest resident size, where Linux gives it. */
    private static Optional<Double> peakMegabytes() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
