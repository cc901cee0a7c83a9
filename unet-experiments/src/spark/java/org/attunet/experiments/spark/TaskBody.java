package org.attunet.experiments.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.util.Utils;
import org.attunet.eval.inference.Progress;
import org.attunet.experiments.task.ClusterOrder;
import org.attunet.experiments.task.ComputeThreads;
import org.attunet.experiments.task.Interruption;
import org.attunet.experiments.task.Task;
import org.attunet.experiments.task.TaskOutcome;
import org.attunet.model.engine.BackendChoice;

/** Runs a task in an executor. What the task throws is an answer; only a lost executor makes Spark try again. */
final class TaskBody implements Function<Task<?>, Answer> {
    private static final long serialVersionUID = 1L;
    private static final long BETWEEN_LOOKS_MS = 300;

    /** One a device, with what its tasks share, for as long as the executor lives. */
    private static final Map<String, org.attunet.experiments.task.TaskContext> CONTEXTS = new ConcurrentHashMap<>();

    private final ClusterOrder order;
    private final ProgressText progress;

    TaskBody(ClusterOrder order, ProgressText progress) {
        this.order = order;
        this.progress = progress;
    }

    @Override
    public Answer call(Task<?> task) {
        TaskContext spark = TaskContext.get();
        Interruption interruption = new Interruption();
        AtomicBoolean isOver = new AtomicBoolean();
        Thread watcher = new Thread(() -> watch(spark, interruption, isOver), "interruption of " + task.title());
        watcher.setDaemon(true);
        watcher.start();
        try {
            List<String> notes = new ArrayList<>();
            var own = context(spark)
                    .stoppedBy(interruption)
                    .reporting(progress::add)
                    .noting(notes::add);
            return Answer.here(TaskOutcome.of(task, own), notes);
        } finally {
            isOver.set(true);
        }
    }

    private org.attunet.experiments.task.TaskContext context(TaskContext spark) {
        String device = device(spark, order.device());
        return CONTEXTS.computeIfAbsent(
                device + " " + order.engine() + " " + order.threads(), key -> cached(context(device)));
    }

    private org.attunet.experiments.task.TaskContext context(String device) {
        return new org.attunet.experiments.task.TaskContext(
                () -> BackendChoice.of(Optional.of(device), Optional.of(order.engine()))
                        .resolve(),
                new Interruption(),
                new ComputeThreads(order.threads()),
                Progress.NONE);
    }

    /** In the folder that was ordered, else in the executor's, which Spark removes with it; one process has all in RUNS. */
    private org.attunet.experiments.task.TaskContext cached(org.attunet.experiments.task.TaskContext context) {
        if (!order.cache().isEmpty()) {
            return context.caching(Path.of(order.cache()));
        }
        return order.isLocal()
                ? context
                : context.caching(Path.of(Utils.getLocalDir(SparkEnv.get().conf()), "unet-cases"));
    }

    /** The GPU that Spark gave the task, by its address; else what was ordered. */
    static String device(TaskContext spark, String ordered) {
        ResourceInformation gpu = spark.resourcesJMap().get("gpu");
        return gpu == null || gpu.addresses().length == 0 ? ordered : "cuda:" + gpu.addresses()[0];
    }

    /** Spark says that a task is to end by a flag. */
    private static void watch(TaskContext spark, Interruption interruption, AtomicBoolean isOver) {
        try {
            while (!isOver.get()) {
                if (spark.isInterrupted()) {
                    interruption.request();
                    return;
                }
                Thread.sleep(BETWEEN_LOOKS_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
