/**
 * Experiment files and the records they become: defaults, shipped experiments, {@code extends}, scales, presets, and checks over several
 * sections. How YAML is read and bound is left to {@code settings}; what is done with an experiment, to {@code run}. Records of settings
 * that a library room needs (training, network, inference) are declared there and composed here. Nothing here runs.
 */
package org.attunet.experiments.experiment;
