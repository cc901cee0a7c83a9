package org.attunet.experiments.bench.task;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Seconds since Java was started, by what was done meanwhile. A part within another counts for itself alone. */
final class TaskClock {
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private String part = "start";
    private double since;

    private static double now() {
        return ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
    }

    <T> T time(String name, Supplier<T> work) {
        String outer = begin(name);
        try {
            return work.get();
        } finally {
            begin(outer);
        }
    }

    /** From now on time is this part's; which it was before. */
    private String begin(String name) {
        double now = now();
        seconds.merge(part, now - since, Double::sum);
        since = now;
        String before = part;
        part = name;
        return before;
    }

    /** All of it, until now. */
    Map<String, Double> seconds() {
        begin(part);
        return Map.copyOf(seconds);
    }
}
