package org.attunet.experiments.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.attunet.data.DataException;
import org.attunet.experiments.task.EchoWorker.Deadly;
import org.attunet.experiments.task.EchoWorker.Echo;
import org.attunet.experiments.task.EchoWorker.Endless;
import org.attunet.experiments.task.EchoWorker.Refused;
import org.attunet.train.InterruptedTrainingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that run tasks: real ones, with tasks that compute nothing. */
class LocalWorkersTest {
    @TempDir
    private Path folder;

    private final Interruption interruption = new Interruption();

    private LocalWorkers workers(int count, TaskWatch watch) {
        return new LocalWorkers(count, n -> EchoWorker.process(), watch, interruption);
    }

    @Test
    void tasksAreDividedAmongProcessesAndTheirResultsComeInOrder() {
        Set<String> seen = new ConcurrentSkipListSet<>();
        TaskWatch watch = new TaskWatch() {
            @Override
            public void at(String title, String progress) {
                seen.add(title + ": " + progress);
            }
        };
        List<Echo> tasks =
                IntStream.range(0, 12).mapToObj(n -> new Echo("task " + n)).toList();
        List<String> results;
        try (LocalWorkers workers = workers(2, watch)) {
            results = SideBySide.all(workers, tasks);
        }
        assertThat(results)
                .extracting(result -> result.replaceFirst(" by .*", ""))
                .isEqualTo(tasks.stream().map(Echo::text).toList());
        TreeSet<String> processes = results.stream()
                .map(result -> result.replaceFirst(".* by ", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(processes)
                .hasSize(2)
                .doesNotContain(String.valueOf(ProcessHandle.current().pid()));
        assertThat(seen).contains("task 3: half of task 3");
        assertThat(processes.stream().map(Long::parseLong).map(ProcessHandle::of))
                .allMatch(process -> process.filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void theTaskOfAProcessThatIsKilledIsTakenUpAgain() {
        try (LocalWorkers workers = workers(1, TaskWatch.NONE)) {
            assertThat(workers.run(new Deadly(folder.resolve("twice").toString(), 2)))
                    .isEqualTo(2);
            assertThat(workers.run(new Echo("afterwards"))).startsWith("afterwards by ");
        }
    }

    @Test
    void aTaskThatEndsEveryProcessIsGivenUp() {
        Deadly task = new Deadly(folder.resolve("always").toString(), 100);
        try (LocalWorkers workers = workers(1, TaskWatch.NONE)) {
            assertThatThrownBy(() -> workers.run(task)).hasMessageContaining("deadly was given up: 4 processes ended");
        }
    }

    @Test
    void whatATaskThrowsIsThrownHere() {
        try (LocalWorkers workers = workers(1, TaskWatch.NONE)) {
            assertThatThrownBy(() -> workers.run(new Refused()))
                    .isInstanceOf(DataException.class)
                    .hasMessage("scan.nii.gz is none");
        }
    }

    @Test
    void whoIsStoppedSavesItsStateAndNothingIsBegunAfterwards() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        TaskWatch watch = new TaskWatch() {
            @Override
            public void at(String title, String progress) {
                begun.countDown();
            }
        };
        Path saved = folder.resolve("state");
        Thread stopping = new Thread(() -> {
            try {
                begun.await();
                interruption.request();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        stopping.start();
        try (LocalWorkers workers = workers(1, watch)) {
            assertThatThrownBy(() -> workers.run(new Endless(saved.toString())))
                    .isInstanceOf(InterruptedTrainingException.class);
            assertThat(saved).hasContent("saved");
            assertThatThrownBy(() -> workers.run(new Echo("late"))).isInstanceOf(InterruptedTrainingException.class);
        }
        stopping.join();
    }
}
