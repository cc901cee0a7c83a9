package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TaskTableTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong();

    private TaskTable table(boolean watched) {
        return new TaskTable(new PrintStream(bytes, true, StandardCharsets.UTF_8), watched, clock::get);
    }

    private String[] lines() {
        return bytes.toString(StandardCharsets.UTF_8).split("\\R");
    }

    @Test
    void whereNobodyWatchesBeginningsAndEndsAreLinesAndProgressOneEveryHalfMinute() {
        TaskTable table = table(false);
        table.planned("fold 1");
        table.planned("fold 2");
        table.begun("fold 1", "worker 1");
        table.at("fold 1", "epoch 1/9");
        clock.addAndGet(TimeUnit.SECONDS.toNanos(31));
        table.at("fold 1", "epoch 2/9");
        table.at("fold 1", "epoch 3/9");
        table.ended("fold 1", "done");
        assertThat(lines())
                .containsExactly(
                        "fold 1                   running     worker 1 (0 of 2 over)",
                        "fold 1                   running     worker 1   epoch 2/9",
                        "fold 1                   done        worker 1 (1 of 2 over)");
    }

    @Test
    void onATerminalTheTableIsDrawnOverItselfAndMessagesStandAboveIt() {
        TaskTable table = table(true);
        table.planned("fold 1");
        table.planned("fold 2");
        table.begun("fold 1", "worker 1");
        table.message("a warning");
        assertThat(lines())
                .containsExactly(
                        "fold 1                   running     worker 1",
                        "fold 2                   waiting",
                        "0 of 2 over",
                        "\u001b[3A\u001b[Ja warning",
                        "fold 1                   running     worker 1",
                        "fold 2                   waiting",
                        "0 of 2 over");
    }
}
