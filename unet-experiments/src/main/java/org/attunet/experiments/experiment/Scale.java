package org.attunet.experiments.experiment;

/** How much work an experiment is. */
public enum Scale {
    /** The reference project's size: a GPU's work for days. */
    FULL,
    /** Minutes on two CPU cores, on phantoms. */
    DEMO
}
