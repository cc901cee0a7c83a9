package org.attunet.data;

/** What a finding means for the work. */
public enum Severity {
    /** The case cannot be used as it is. */
    ERROR,
    /** Used as it is; the run's report repeats it. */
    WARNING,
    /** Put right on reading, and said so. */
    FIXED
}
