package org.attunet.train.listener;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * The line at the bottom of a terminal that a progress bar is drawn on again and again; other lines go above it. Where nobody
 * watches, the bar is a whole line every so often, without control characters.
 */
final class ProgressLine implements ProgressBarConsumer {
    private static final long BETWEEN_LINES = TimeUnit.SECONDS.toNanos(30);

    private final PrintStream out;
    private final int width;
    private final boolean watched;
    private final LongSupplier clock;
    private int shown;
    private long printed;

    /** @param width characters at most */
    ProgressLine(PrintStream out, int width) {
        this(out, width, Terminal.isWatched(), System::nanoTime);
    }

    /**
     * @param watched whether {@code out} is a terminal
     * @param clock nanoseconds
     */
    ProgressLine(PrintStream out, int width, boolean watched, LongSupplier clock) {
        this.out = out;
        this.width = width;
        this.watched = watched;
        this.clock = clock;
        this.printed = clock.getAsLong();
    }

    @Override
    public int getMaxRenderedLength() {
        return width;
    }

    /** Draws the bar over what was there. */
    @Override
    public synchronized void accept(String bar) {
        String text = bar.substring(0, Math.min(width, bar.length()));
        if (watched) {
            out.print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
            out.flush();
            shown = text.length();
        } else if (clock.getAsLong() - printed >= BETWEEN_LINES) {
            printed = clock.getAsLong();
            out.println(text.strip());
        }
    }

    /** Lets something print whole lines where the bar was; the bar is drawn again below them. */
    synchronized void above(Runnable printing) {
        if (watched) {
            out.print("\r" + " ".repeat(shown) + "\r");
            out.flush();
            shown = 0;
        }
        printing.run();
    }

    @Override
    public synchronized void close() {
        if (watched) {
            out.println();
            out.flush();
        }
    }
}
