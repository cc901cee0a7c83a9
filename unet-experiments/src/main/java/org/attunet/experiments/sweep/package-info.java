/**
 * Arbiter: the named experiments one after the other, and random, grid, genetic and halving searches over their settings. Every candidate
 * is an ordinary run, so a sweep that was cut off resumes by what lies in the folder; its table and picture are written again after each.
 * How a run is trained is left to {@code run}; a search sees validation scores alone, never test cases.
 */
package org.attunet.experiments.sweep;
