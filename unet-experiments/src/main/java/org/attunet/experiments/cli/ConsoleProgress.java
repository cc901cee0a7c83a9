package org.attunet.experiments.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.attunet.eval.inference.Progress;

/** A progress bar on the message stream. */
final class ConsoleProgress implements Progress, AutoCloseable {
    private static final int WIDTH = 110;
    private static final int MILLISECONDS = 1000;

    private final String task;
    private final PrintStream messages;
    private ProgressBar bar;

    ConsoleProgress(String task, PrintStream messages) {
        this.task = task;
        this.messages = messages;
    }

    @Override
    public synchronized void at(int done, int total) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setUpdateIntervalMillis(MILLISECONDS)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(messages, WIDTH))
                    .build();
        }
        bar.maxHint(total);
        bar.stepTo(done);
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
