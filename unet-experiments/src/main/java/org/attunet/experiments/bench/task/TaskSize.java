package org.attunet.experiments.bench.task;

import java.util.List;

/**
 * How large the tasks are.
 *
 * @param edge voxels along a slice's sides before each becomes {@link MadeScan#TIMES} along every axis
 * @param slices of a scan before that
 * @param longSlices of the long scan before that
 * @param cases scans that are prepared
 * @param pairs of masks that are scored
 * @param widths channels of each level of the network
 * @param window voxels of a window or patch along each axis
 * @param seconds that patches are made for
 */
public record TaskSize(
        int edge, int slices, int longSlices, int cases, int pairs, List<Integer> widths, int window, double seconds) {
    /** Clinical scans and the reference's network. */
    public static final TaskSize FULL = new TaskSize(128, 60, 250, 60, 20, List.of(64, 128, 256, 512), 96, 20);

    /** A minute's work for all, to see that it runs. */
    public static final TaskSize QUICK = new TaskSize(16, 16, 24, 2, 2, List.of(2, 3, 4), 16, 0.2);

    /** Keeps its own list. */
    public TaskSize {
        widths = List.copyOf(widths);
    }
}
