package org.attunet.train.listener;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBarConsumer;

/** The line at the bottom of a terminal that a progress bar is drawn on again and again; other lines go above it. */
final class ProgressLine implements ProgressBarConsumer {
    private final PrintStream out;
    private final int width;
    private int shown;

    /** @param width characters at most */
    ProgressLine(PrintStream out, int width) {
        this.out = out;
        this.width = width;
    }

    @Override
    public int getMaxRenderedLength() {
        return width;
    }

    /** Draws the bar over what was there. */
    @Override
    public synchronized void accept(String bar) {
        String text = bar.substring(0, Math.min(width, bar.length()));
        out.print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
        out.flush();
        shown = text.length();
    }

    /** Lets something print whole lines where the bar was; the bar is drawn again below them. */
    synchronized void above(Runnable printing) {
        out.print("\r" + " ".repeat(shown) + "\r");
        out.flush();
        shown = 0;
        printing.run();
    }

    @Override
    public synchronized void close() {
        out.println();
        out.flush();
    }
}
