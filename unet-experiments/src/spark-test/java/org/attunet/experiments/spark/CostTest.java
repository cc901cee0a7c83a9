package org.attunet.experiments.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attunet.experiments.task.Cluster;
import org.attunet.experiments.task.ClusterOrder;
import org.attunet.experiments.task.Interruption;
import org.attunet.experiments.task.SideBySide;
import org.attunet.experiments.task.TaskExecutor;
import org.attunet.experiments.task.TaskWatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cluster costs beside the work: printed, as the inputs of the model of docs/cluster.md. */
@Tag("spark")
class CostTest {
    private static final int TASKS = 400;

    @TempDir
    private Path folder;

    @Test
    void emptyTasksAllAnswer() throws Exception {
        Path log = Files.createDirectory(folder.resolve("events"));
        Map<String, String> settings =
                Map.of("spark.executor.memory", "600m", "spark.executor.extraClassPath", LoopbackCluster.classPath());
        settings.forEach(System::setProperty);
        Stream.of(EventLog.options(log))
                .map(option -> option.substring("-D".length()).split("=", 2))
                .forEach(option -> System.setProperty(option[0], option[1]));
        List<EmptyTask> tasks = IntStream.range(0, TASKS)
                .mapToObj(n -> new EmptyTask("task " + n))
                .toList();
        try (LoopbackCluster cluster = new LoopbackCluster(folder.resolve("spark"))) {
            cluster.addWorker(1);
            cluster.addWorker(1);
            ClusterOrder order = new ClusterOrder(cluster.url(), "cost", "auto", "cpu", 1, 0);
            try (TaskExecutor executor =
                    Cluster.builtIn().orElseThrow().connect(order, TaskWatch.NONE, new Interruption())) {
                assertThat(SideBySide.all(executor, tasks))
                        .isEqualTo(tasks.stream().map(EmptyTask::title).toList());
            }
        } finally {
            System.getProperties().keySet().removeIf(name -> name.toString().startsWith("spark."));
        }
        EventLog events = EventLog.in(log);
        assertThat(events.of("TaskEnd")).hasSize(TASKS);
        System.out.printf(
                Locale.ROOT,
                "CostTest: an executor starts in %.1f s, its first empty task ends after %.1f s more, each further one of %d after %.1f ms;"
                        + " an answer has %.0f bytes%n",
                events.executorStartSeconds(),
                events.firstTaskSeconds(),
                TASKS - 1,
                1e3 * events.secondsOfEachLater(),
                events.bytesOfAnAnswer());
    }
}
