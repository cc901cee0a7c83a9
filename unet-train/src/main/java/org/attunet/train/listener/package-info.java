/**
 * What happens besides the steps of a run: checkpoints, history, curve, progress, statistics for the training UI. Each is a
 * {@link org.attunet.train.TrainingListener} of its own, which the trainer calls and does not know. A listener changes no weight; where
 * one that only informs cannot write, it says so and the run continues.
 */
package org.attunet.train.listener;
