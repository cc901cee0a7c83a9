package org.attunet.experiments.task;

import java.util.Locale;

/**
 * How long a cluster takes for volumes that need each other not at all. Three things have to be done, side by side, and the slowest of them
 * decides: executors compute one volume after the other, the shared folder hands out and takes in their bytes, the driver hands out tasks
 * and takes in answers, one at a time. Before the first of them an executor starts. What executors of unlike speed, lost ones and other
 * users of the folder cost is not in it, so it is the best that can come of a cluster.
 *
 * @param startSeconds from the command to the first task's end, but for the task
 * @param volumeSeconds that an executor computes for one volume
 * @param driverSeconds of the driver for one task
 * @param folderBytes that the shared folder moves in a second, to and from all together
 * @param volumeBytes read and written for one volume
 * @param executorBytes read by every executor once: the program and the model
 */
record ClusterModel(
        double startSeconds,
        double volumeSeconds,
        double driverSeconds,
        double folderBytes,
        double volumeBytes,
        double executorBytes) {
    private static final int SECONDS_PER_HOUR = 3600;

    /** What decides. */
    enum Limit {
        EXECUTORS,
        FOLDER,
        DRIVER
    }

    /** All bytes that pass through the shared folder. */
    double bytes(int volumes, int executors) {
        return volumes * volumeBytes + Math.min(volumes, executors) * executorBytes;
    }

    /** Of the part that decides, without the start. */
    private double seconds(Limit limit, int volumes, int executors) {
        return switch (limit) {
            case EXECUTORS -> Math.ceil((double) volumes / executors) * volumeSeconds;
            case FOLDER -> bytes(volumes, executors) / folderBytes;
            case DRIVER -> volumes * driverSeconds;
        };
    }

    Limit limit(int volumes, int executors) {
        Limit slowest = Limit.EXECUTORS;
        for (Limit limit : Limit.values()) {
            slowest = seconds(limit, volumes, executors) > seconds(slowest, volumes, executors) ? limit : slowest;
        }
        return slowest;
    }

    double seconds(int volumes, int executors) {
        return startSeconds + seconds(limit(volumes, executors), volumes, executors);
    }

    /** How many volumes an hour, of these many, against that of one executor times their number. */
    double efficiency(int volumes, int executors) {
        return seconds(volumes, 1) / (executors * seconds(volumes, executors));
    }

    /** From so many executors on the shared folder decides, or the driver, whichever comes first. */
    int mostOfUse() {
        return (int) Math.ceil(volumeSeconds / Math.max(volumeBytes / folderBytes, driverSeconds));
    }

    /** A row of the table. */
    String row(int volumes, int executors) {
        double seconds = seconds(volumes, executors);
        return String.format(
                Locale.ROOT,
                "| %d | %d | %s | %.0f | %.0f %% | %.1f | %s |",
                volumes,
                executors,
                duration(seconds),
                volumes * SECONDS_PER_HOUR / seconds,
                100 * efficiency(volumes, executors),
                bytes(volumes, executors) / 1e9,
                limit(volumes, executors).name().toLowerCase(Locale.ROOT));
    }

    private static String duration(double seconds) {
        return seconds < SECONDS_PER_HOUR
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / SECONDS_PER_HOUR);
    }
}
