package org.attunet.experiments.spark;

import org.attunet.experiments.task.Cluster;
import org.attunet.experiments.task.ClusterOrder;
import org.attunet.experiments.task.Interruption;
import org.attunet.experiments.task.TaskExecutor;
import org.attunet.experiments.task.TaskWatch;

/** Spark, found by this class's name among the services of a build for it. */
public final class SparkCluster implements Cluster {
    /** For whoever looks for services. */
    public SparkCluster() {}

    @Override
    public TaskExecutor connect(ClusterOrder order, TaskWatch watch, Interruption interruption) {
        return new SparkExecutor(order, watch, interruption);
    }
}
