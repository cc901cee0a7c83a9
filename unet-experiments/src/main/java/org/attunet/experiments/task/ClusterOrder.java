package org.attunet.experiments.task;

import java.io.Serializable;

/**
 * Where on a cluster tasks are to be run, and how.
 *
 * @param master the cluster, such as {@code local[2]} or {@code spark://host:7077}
 * @param name what people find there
 * @param engine what executes networks, as {@code --engine} takes it
 * @param device where networks are computed, as {@code --device} takes it
 * @param threads that a task computes with, at least 1
 * @param atOnce tasks at most; 0 for as many as there is room for
 * @param cache each machine's own folder for preprocessed cases; empty for one that the cluster makes for its workers
 */
public record ClusterOrder(
        String master, String name, String engine, String device, int threads, int atOnce, String cache)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** One whose workers keep preprocessed cases where the cluster says. */
    public ClusterOrder(String master, String name, String engine, String device, int threads, int atOnce) {
        this(master, name, engine, device, threads, atOnce, "");
    }

    /** Whether the cluster is this process. */
    public boolean isLocal() {
        return master.startsWith("local");
    }
}
