/** Experiment files: reading, inheritance, overrides, validation, and the records they become. */
package org.attunet.experiments.experiment;
