package org.attunet.experiments.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.eval.inference.Progress;
import org.attunet.experiments.Program;
import org.attunet.experiments.place.Place;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.experiments.task.Cluster;
import org.attunet.experiments.task.ClusterOrder;
import org.attunet.experiments.task.ComputeThreads;
import org.attunet.experiments.task.Interruption;
import org.attunet.experiments.task.LocalWorkers;
import org.attunet.experiments.task.TaskContext;
import org.attunet.experiments.task.TaskExecutor;
import org.attunet.experiments.task.TaskWatch;
import org.attunet.experiments.task.ThisProcess;
import org.bytedeco.javacpp.Pointer;
import picocli.CommandLine.Option;

/** Where the independent tasks of a command run, and with how many threads each. */
final class TaskOptions {
    private static final long MEBIBYTE = 1 << 20;
    private static final long LEAST_HEAP_MIB = 256;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description = "Tasks at once, a process each; where GPUs compute, one a GPU (1: one after the other).",
            order = 91)
    private int workers;

    @Option(
            names = "--threads",
            paramLabel = "T",
            defaultValue = "0",
            description =
                    "Threads that each task computes with; the same number gives the same bits wherever it runs (all of the machine's,"
                            + " divided among the workers).",
            order = 92)
    private int threads;

    @Option(
            names = "--on",
            paramLabel = "MASTER",
            description =
                    "The Spark cluster that runs the tasks, such as local[*], spark://HOST:PORT, yarn or k8s://HOST (profile spark).",
            order = 93)
    private Optional<String> on = Optional.empty();

    @Option(
            names = "--worker-cache",
            paramLabel = "DIR",
            description =
                    "Folder of each worker's own machine for preprocessed cases, which it copies from RUNS/.cache or makes (on a cluster"
                            + " Spark's local folder, else RUNS/.cache itself).",
            order = 93)
    private Optional<Path> cache = Optional.empty();

    /** Refuses numbers that are none. */
    void check() {
        if (workers < 1) {
            throw new UsageException("--workers is at least 1, not " + workers);
        }
        if (threads < 0) {
            throw new UsageException("--threads is at least 1, not " + threads);
        }
    }

    /** Threads that a task of this process computes with. */
    ComputeThreads threads() {
        return new ComputeThreads(threads);
    }

    /** A path as tasks are given it: whole where they run in other folders than this process. */
    String path(Path path) {
        return (on.isPresent() ? path.toAbsolutePath() : path).toString();
    }

    /** The same; a URI is whole. */
    String path(Place place) {
        return place.isRemote() ? place.text() : path(place.path());
    }

    /** Whether tasks run elsewhere than in this process. */
    boolean isElsewhere() {
        return workers > 1 || on.isPresent();
    }

    /** Whether they run on a cluster, whose machines have folders of their own. */
    boolean isOnCluster() {
        return on.isPresent();
    }

    /** What looks at tasks: a table, where they run side by side. */
    TaskTable table(PrintStream messages) {
        return new TaskTable(messages);
    }

    /** Where trainings go on elsewhere than in this process, says how all of them are looked at meanwhile. */
    void pointToRuns(TaskWatch watch, Path runs) {
        if (isElsewhere()) {
            watch.message("unet: curves of all runs, while they go on: ./unet ui --runs " + runs);
        }
    }

    /**
     * What runs the tasks of a command.
     *
     * @param command what it computes with
     * @param interruption how tasks are stopped
     * @param cases receives how far a task of this process is
     * @param watch looks at tasks that run elsewhere
     */
    TaskExecutor executor(UnetCommand command, Interruption interruption, Progress cases, TaskWatch watch) {
        if (!isElsewhere()) {
            if (command.runsNetworks()) {
                command.backend(); // what every task would fail of is said before the first
            }
            TaskContext context = new TaskContext(command::backend, interruption, threads(), cases);
            return new ThisProcess(cache.map(context::caching).orElse(context));
        }
        if (on.isPresent()) {
            return cluster(on.get()).connect(order(command, on.get()), watch, interruption);
        }
        List<String> devices = WorkerDevices.of(command.choice(), command.device(), workers);
        return new LocalWorkers(workers, n -> process(command, devices.get(n)), watch, interruption);
    }

    private static Cluster cluster(String master) {
        return Cluster.builtIn()
                .orElseThrow(() -> new ConfigurationException("--on " + master
                        + " needs a build for Spark: UNET_PROFILES=spark ./unet …, with Maven -Pspark"));
    }

    private ClusterOrder order(UnetCommand command, String master) {
        return new ClusterOrder(
                master,
                "unet",
                command.choice().engine().word(),
                command.choice().device().word(),
                Math.max(1, threads),
                workers > 1 ? workers : 0,
                cache.map(Path::toString).orElse(""));
    }

    private ProcessBuilder process(UnetCommand command, String device) {
        List<String> line = new ArrayList<>(Program.command(Unet.class));
        line.addAll(List.of("worker", "--threads", String.valueOf(threadsOfEach())));
        line.addAll(List.of("--engine", command.choice().engine().word(), "--device", device));
        cache.ifPresent(folder -> line.addAll(List.of("--cache", folder.toString())));
        if (command.verbose) {
            line.add("-v");
        }
        ProcessBuilder process = new ProcessBuilder(line);
        process.environment().put(ComputeThreads.VARIABLE, String.valueOf(threadsOfEach()));
        // The launcher's: all workers together take what this process might.
        long heap = Runtime.getRuntime().maxMemory() / MEBIBYTE / workers;
        process.environment().put("UNET_HEAP", Math.max(LEAST_HEAP_MIB, heap) + "m");
        process.environment()
                .put("UNET_OFFHEAP", Math.max(LEAST_HEAP_MIB, Pointer.maxBytes() / MEBIBYTE / workers) + "m");
        return process;
    }

    private int threadsOfEach() {
        return threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() / workers);
    }
}
