package org.attunet.train.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final AtomicLong clock = new AtomicLong();

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTerminalGetsTheBarOverTheOneBefore() {
        ProgressLine line = new ProgressLine(out, 10, true, clock::get);
        line.accept("step 10 of 20");
        line.accept("step 9");
        line.above(() -> out.print("log"));
        line.close();

        assertThat(text()).isEqualTo("\rstep 10 of\rstep 9    \r      \rlog" + System.lineSeparator());
    }

    @Test
    void aFileGetsAWholeLineEveryHalfMinute() {
        ProgressLine line = new ProgressLine(out, 20, false, clock::get);
        for (int second = 1; second <= 75; second++) {
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            line.accept(" step " + second + " ");
        }
        line.above(() -> out.println("log"));
        line.close();

        assertThat(text().lines()).containsExactly("step 30", "step 60", "log");
        assertThat(text()).doesNotContain("\r");
    }

    @Test
    void terminalsAreKnownByTheirDevice() {
        assertThat(Terminal.isTerminal("/dev/pts/3")).isTrue();
        assertThat(Terminal.isTerminal("/dev/tty1")).isTrue();
        assertThat(Terminal.isTerminal("/dev/console")).isTrue();
        assertThat(Terminal.isTerminal("pipe:[1234]")).isFalse();
        assertThat(Terminal.isTerminal("/home/a/train.log")).isFalse();
        assertThat(Terminal.isTerminal("/dev/null")).isFalse();
    }
}
