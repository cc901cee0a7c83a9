/**
 * The synthetic abdomen: CT-like volumes with a pancreas and its label, so that everything can be tried and tested without
 * patient data. Every case is a function of seed, case number, size and difficulty alone: the same bytes on every machine
 * and with any number of threads, which is why only {@link java.util.Random} and {@link java.lang.StrictMath} are used here.
 * Knows volumes and the NIfTI writer, no networks and no preprocessing.
 */
package org.attunet.data.phantom;
