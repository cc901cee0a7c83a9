package org.attunet.model.graph;

import org.attunet.model.network.Operation;

/** A configuration of a layer or vertex that is one operation of a plan. */
public interface Planned {
    /** What it does. */
    Operation operation();
}
