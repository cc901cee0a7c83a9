package org.attunet.experiments.spark;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkException;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.experiments.task.ClusterOrder;
import org.attunet.experiments.task.Interruption;
import org.attunet.experiments.task.ProcessorKinds;
import org.attunet.experiments.task.Task;
import org.attunet.experiments.task.TaskExecutor;
import org.attunet.experiments.task.TaskWatch;
import org.attunet.train.InterruptedTrainingException;
import scala.Option;

/** Runs tasks by Spark: each is a job of one partition, as many at once as the cluster has room for. */
final class SparkExecutor implements TaskExecutor {
    /** More would wait at the driver without being of use. */
    private static final int MOST_AT_ONCE = 256;

    /** So long may tasks take to save their state when they are asked to stop. */
    private static final long PATIENCE_SECONDS = 60;

    private static final long BETWEEN_LOOKS_MS = 200;

    private final ClusterOrder order;
    private final TaskWatch watch;
    private final Interruption interruption;
    private final JavaSparkContext spark;
    private final ProcessorKinds processors = new ProcessorKinds();
    private volatile boolean isStopped;

    SparkExecutor(ClusterOrder order, TaskWatch watch, Interruption interruption) {
        this.order = order;
        this.watch = watch;
        this.interruption = interruption;
        spark = connected(order);
        spark.sc().addSparkListener(new TaskListener(watch));
        Option<String> pages = spark.sc().uiWebUrl();
        if (pages.isDefined()) {
            watch.message("unet: Spark's pages are at " + pages.get());
        }
        interruption.begins();
        interruption.began(this::stop);
    }

    private static JavaSparkContext connected(ClusterOrder order) {
        try {
            return new JavaSparkContext(SparkSettings.of(order));
        } catch (RuntimeException e) {
            throw new ConfigurationException("no cluster answers to --on " + order.master() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public int slots() {
        if (order.atOnce() > 0) {
            return order.atOnce();
        }
        return order.master().startsWith("local") ? spark.defaultParallelism() : MOST_AT_ONCE;
    }

    @Override
    public void planned(List<String> titles) {
        titles.forEach(watch::planned);
    }

    @Override
    @SuppressWarnings("unchecked") // what a task returns is what it says
    public <R extends Serializable> R run(Task<R> task) {
        requireGoingOn(task);
        String how = "failed";
        try {
            R result = (R) answer(task).outcome().orThrow();
            how = "done";
            return result;
        } catch (InterruptedTrainingException e) {
            how = "interrupted";
            throw e;
        } finally {
            watch.ended(task.title(), how);
        }
    }

    private Answer answer(Task<?> task) {
        ProgressText progress = new ProgressText();
        progress.register(spark.sc(), Option.apply(task.title()), false);
        spark.sc().setJobDescription(task.title()); // of this thread's jobs
        try {
            Answer answer = spark.<Task<?>>parallelize(List.of(task), 1)
                    .map(new TaskBody(order, progress))
                    .collect()
                    .get(0);
            processors.met(answer.processor(), answer.machine()).ifPresent(line -> watch.message("unet: " + line));
            answer.notes().forEach(line -> watch.message("unet: " + line));
            return answer;
        } catch (Exception e) { // Scala declares nothing, and throws what it likes
            requireGoingOn(task);
            if (e instanceof SparkException) {
                throw new IllegalStateException(task.title() + " was given up by Spark: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private void requireGoingOn(Task<?> task) {
        if (isStopped) {
            throw InterruptedTrainingException.before(task.title());
        }
    }

    private void stop() {
        isStopped = true;
        spark.sc().cancelAllJobs();
    }

    @Override
    public void close() {
        if (isStopped) {
            awaitSavedStates();
        }
        spark.stop();
        interruption.over();
    }

    /** Cancelled tasks still save their state. */
    private void awaitSavedStates() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (isBusy() && System.nanoTime() < until) {
                Thread.sleep(BETWEEN_LOOKS_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isBusy() {
        for (SparkExecutorInfo executor : spark.sc().statusTracker().getExecutorInfos()) {
            if (executor.numRunningTasks() > 0) {
                return true;
            }
        }
        return false;
    }
}
