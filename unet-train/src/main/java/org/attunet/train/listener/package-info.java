/** What happens besides the steps of a run: checkpoints, history, curve, progress, statistics for the training UI. */
package org.attunet.train.listener;
