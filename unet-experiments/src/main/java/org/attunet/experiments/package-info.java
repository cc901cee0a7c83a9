/** Experiment files, Arbiter sweeps, commands, report and training UI. Knows everything. */
package org.attunet.experiments;
