package org.attunet.model.graph;

/** A layer or vertex that can say in a few words what it does, for pictures and summaries of a network. */
public interface Described {
    /** Such as {@code conv 3³ · batch norm · ReLU}. */
    String description();
}
