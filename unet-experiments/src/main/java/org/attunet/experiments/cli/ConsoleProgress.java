package org.attunet.experiments.cli;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.attunet.eval.inference.Progress;
import org.attunet.train.listener.Terminal;

/** Progress on the message stream: a bar on a terminal, elsewhere a whole line every so often and one at the end. */
final class ConsoleProgress implements Progress, AutoCloseable {
    private static final int WIDTH = 110;
    private static final int MILLISECONDS = 1000;
    private static final long BETWEEN_LINES = TimeUnit.SECONDS.toNanos(10);

    private final String task;
    private final int unit;
    private final PrintStream messages;
    private final boolean watched;
    private final LongSupplier clock;
    private ProgressBar bar;
    private long printed;
    private String last = "";

    ConsoleProgress(String task, PrintStream messages) {
        this(task, 1, messages);
    }

    /** @param unit how much progress is one of what is counted, such as a case */
    ConsoleProgress(String task, int unit, PrintStream messages) {
        this(task, unit, messages, Terminal.isWatched(), System::nanoTime);
    }

    /**
     * @param watched whether the messages go to a terminal
     * @param clock nanoseconds
     */
    ConsoleProgress(String task, int unit, PrintStream messages, boolean watched, LongSupplier clock) {
        this.task = task;
        this.unit = unit;
        this.messages = messages;
        this.watched = watched;
        this.clock = clock;
        this.printed = clock.getAsLong();
    }

    @Override
    public synchronized void at(int done, int total) {
        if (watched) {
            draw(done, total);
        } else if (done == total || clock.getAsLong() - printed >= BETWEEN_LINES) {
            print(task + ": " + done / unit + " of " + total / unit);
        }
    }

    private void print(String line) {
        printed = clock.getAsLong();
        if (!line.equals(last)) {
            messages.println(line);
            last = line;
        }
    }

    private void draw(int done, int total) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setUnit("", unit)
                    .setUpdateIntervalMillis(MILLISECONDS)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(messages, WIDTH))
                    .build();
        }
        bar.maxHint(total);
        bar.stepTo(done);
    }

    /** Leaves the terminal's line to whoever prints next. */
    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
