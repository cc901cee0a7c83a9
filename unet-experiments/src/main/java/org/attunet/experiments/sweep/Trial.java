package org.attunet.experiments.sweep;

import java.io.Serializable;
import java.util.List;

/**
 * What Arbiter hands to a task: an experiment and what is changed about it. Arbiter serialises it.
 *
 * @param name what its run is kept under; empty where the candidate's number decides
 * @param group of trials that are the same but for their seed; empty where there is no such group
 * @param experiment a shipped name or a file
 * @param assignments {@code path=value} each
 * @param share of its epochs that it is trained for now; 1 for all of them
 */
record Trial(String name, String group, String experiment, List<String> assignments, double share)
        implements Serializable {
    /** Keeps a serialisable copy. */
    Trial {
        assignments = List.copyOf(assignments);
    }

    /** A candidate of a search, trained to its end. */
    static Trial of(String experiment, List<String> assignments) {
        return new Trial("", "", experiment, assignments, 1);
    }

    Trial named(String other) {
        return new Trial(other, group, experiment, assignments, share);
    }

    /** One of the trials of an experiment that differ in nothing but their seed. */
    Trial seeded(String other, long seed) {
        return new Trial(other + "-seed" + seed, other, experiment, List.of("training.seed=" + seed), share);
    }

    Trial upTo(double otherShare) {
        return new Trial(name, group, experiment, assignments, otherShare);
    }
}
