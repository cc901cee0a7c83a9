/** Experiment files, Arbiter sweeps, commands, report and training UI. Knows everything; nothing knows it. */
package org.attunet.experiments;
