package org.attunet.experiments.task;

import java.util.Optional;
import java.util.ServiceLoader;

/** What runs tasks on other machines, where this build has something of the kind. */
public interface Cluster {
    /** The one that was built in. */
    static Optional<Cluster> builtIn() {
        return ServiceLoader.load(Cluster.class).findFirst();
    }

    /**
     * Connects, and stays connected until the executor is closed.
     *
     * @param order where, and how tasks are run there
     * @param watch receives what becomes of tasks
     * @param interruption how all are stopped
     */
    TaskExecutor connect(ClusterOrder order, TaskWatch watch, Interruption interruption);
}
