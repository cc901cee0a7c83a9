package org.attunet.experiments.spark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.attunet.experiments.task.TaskWatch;
import scala.collection.JavaConverters;

/** Tells whoever looks at tasks what Spark says of them. */
@SuppressWarnings("deprecation") // Scala 2.12's way to Java, which 2.13 still has
final class TaskListener extends SparkListener {
    /** Where Spark keeps what a thread called its jobs. */
    private static final String DESCRIPTION = "spark.job.description";

    private final TaskWatch watch;
    private final Map<Integer, String> titles = new ConcurrentHashMap<>();

    TaskListener(TaskWatch watch) {
        this.watch = watch;
    }

    @Override
    public void onJobStart(SparkListenerJobStart start) {
        String title = start.properties().getProperty(DESCRIPTION, "");
        JavaConverters.seqAsJavaList(start.stageInfos()).forEach(stage -> titles.put(stage.stageId(), title));
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
        String title = titles.getOrDefault(start.stageId(), "");
        watch.begun(title, start.taskInfo().host() + "/" + start.taskInfo().executorId());
    }

    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
        JavaConverters.seqAsJavaList(update.accumUpdates())
                .forEach(task -> JavaConverters.seqAsJavaList(task._4()).forEach(this::tell));
    }

    private void tell(AccumulableInfo info) {
        if (info.name().isDefined()
                && titles.containsValue(info.name().get())
                && info.update().isDefined()) {
            String text = String.valueOf(info.update().get());
            if (!text.isEmpty()) {
                watch.at(info.name().get(), text);
            }
        }
    }
}
