/**
 * Experiment files, Arbiter sweeps, commands, report and training UI. Knows everything; nothing knows it. This package itself has only
 * which code runs: its version, and a hash of its classes, which runs record.
 */
package org.attunet.experiments;
