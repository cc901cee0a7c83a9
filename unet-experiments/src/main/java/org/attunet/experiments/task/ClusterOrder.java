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
 */
public record ClusterOrder(String master, String name, String engine, String device, int threads, int atOnce)
        implements Serializable {
    private static final long serialVersionUID = 1L;
}
