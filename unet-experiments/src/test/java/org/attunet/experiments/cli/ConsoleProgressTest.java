package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream messages = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final AtomicLong clock = new AtomicLong();

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whereNobodyWatchesALineEverySoOftenCountsCases() {
        try (ConsoleProgress progress = new ConsoleProgress("cases", 100, messages, false, clock::get)) {
            for (int done = 10; done <= 2000; done += 10) {
                clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(200));
                progress.at(done, 2000);
            }
            progress.at(2000, 2000);
        }

        assertThat(text().lines())
                .containsExactly("cases: 5 of 20", "cases: 10 of 20", "cases: 15 of 20", "cases: 20 of 20");
        assertThat(text()).doesNotContain("\r", "\u001b");
    }

    @Test
    void whatIsQuicklyDoneIsOneLine() {
        try (ConsoleProgress progress = new ConsoleProgress("phantoms", 1, messages, false, clock::get)) {
            for (int done = 1; done <= 3; done++) {
                progress.at(done, 3);
            }
        }

        assertThat(text()).isEqualTo("phantoms: 3 of 3" + System.lineSeparator());
    }

    @Test
    void onATerminalABarCountsCasesAndIsLeftBehindOnce() {
        ConsoleProgress progress = new ConsoleProgress("cases", 100, messages, true, clock::get);
        progress.at(150, 2000);
        progress.at(2000, 2000);
        progress.close();
        String closed = text();
        progress.close();

        assertThat(closed).contains("\r", "cases", "20/20").doesNotContain("2000");
        assertThat(text()).isEqualTo(closed);
    }

    @Test
    void nothingIsPrintedWhereNothingWasDone() {
        new ConsoleProgress("cases", 1, messages, true, clock::get).close();
        new ConsoleProgress("cases", 1, messages, false, clock::get).close();

        assertThat(text()).isEmpty();
    }
}
