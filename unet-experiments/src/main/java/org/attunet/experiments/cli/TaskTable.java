package org.attunet.experiments.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.attunet.experiments.task.TaskWatch;
import org.attunet.train.listener.Terminal;

/**
 * Progress of tasks that run side by side, a row each: on a terminal a table that is drawn again and again, with whatever else is printed
 * above it; elsewhere a line whenever a task begins or ends, and the rows of those in progress every so often.
 */
final class TaskTable implements TaskWatch, AutoCloseable {
    private static final long BETWEEN_DRAWINGS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long BETWEEN_LINES = TimeUnit.SECONDS.toNanos(30);
    private static final int MOST_ROWS = 30;
    private static final int WIDTH = 118;

    private final PrintStream messages;
    private final boolean watched;
    private final LongSupplier clock;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final PrintStream systemErr = System.err;
    private int drawn;
    private long shown;

    private record Row(String state, String where, String progress) {
        boolean isRunning() {
            return state.equals("running");
        }

        boolean isOver() {
            return !isRunning() && !state.equals("waiting");
        }
    }

    TaskTable(PrintStream messages) {
        this(messages, Terminal.isWatched(), System::nanoTime);
        if (watched) {
            System.setErr(new PrintStream(new Above(), true, StandardCharsets.UTF_8));
        }
    }

    /**
     * @param watched whether the messages go to a terminal
     * @param clock nanoseconds
     */
    TaskTable(PrintStream messages, boolean watched, LongSupplier clock) {
        this.messages = messages;
        this.watched = watched;
        this.clock = clock;
        shown = clock.getAsLong();
    }

    @Override
    public synchronized void planned(String title) {
        rows.putIfAbsent(title, new Row("waiting", "", ""));
    }

    @Override
    public synchronized void begun(String title, String where) {
        rows.put(title, new Row("running", where, ""));
        changed(title);
    }

    @Override
    public synchronized void at(String title, String progress) {
        Row before = rows.get(title);
        rows.put(title, new Row("running", before == null ? "" : before.where, progress));
        long now = clock.getAsLong();
        if (watched && now - shown >= BETWEEN_DRAWINGS) {
            draw();
        } else if (!watched && now - shown >= BETWEEN_LINES) {
            shown = now;
            rows.entrySet().stream()
                    .filter(row -> row.getValue().isRunning())
                    .forEach(row -> messages.println(line(row.getKey(), row.getValue())));
        }
    }

    @Override
    public synchronized void ended(String title, String how) {
        Row before = rows.get(title);
        rows.put(title, new Row(how, before == null ? "" : before.where, ""));
        changed(title);
    }

    private void changed(String title) {
        if (watched) {
            draw();
        } else {
            messages.println(line(title, rows.get(title)) + " (" + summary() + ")");
        }
    }

    @Override
    public synchronized void message(String line) {
        erase();
        messages.println(line);
        if (watched) {
            draw();
        }
    }

    private void draw() {
        shown = clock.getAsLong();
        erase();
        if (rows.isEmpty()) {
            return; // nothing runs side by side
        }
        List<String> lines = rows.entrySet().stream()
                .filter(row -> rows.size() <= MOST_ROWS || row.getValue().isRunning())
                .map(row -> line(row.getKey(), row.getValue()))
                .limit(MOST_ROWS)
                .toList();
        lines.forEach(messages::println);
        messages.println(summary());
        messages.flush();
        drawn = lines.size() + 1;
    }

    /** Up over the rows that are there, and clear from there on. */
    private void erase() {
        if (drawn > 0) {
            messages.print("\u001b[" + drawn + "A\u001b[J");
            drawn = 0;
        }
    }

    private String line(String title, Row row) {
        String text = String.format(Locale.ROOT, "%-24s %-11s %-10s %s", title, row.state, row.where, row.progress)
                .stripTrailing();
        return text.length() > WIDTH ? text.substring(0, WIDTH) : text;
    }

    private String summary() {
        long over = rows.values().stream().filter(Row::isOver).count();
        return over + " of " + rows.size() + " over";
    }

    @Override
    public synchronized void close() {
        if (watched) {
            System.setErr(systemErr);
        }
    }

    /** What others print, a whole line at a time. */
    private final class Above extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int one) {
            if (one == '\n') {
                message(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else if (one != '\r') {
                line.write(one);
            }
        }
    }
}
