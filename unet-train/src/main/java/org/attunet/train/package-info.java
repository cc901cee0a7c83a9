/** Epochs, checkpoints, curves, statistics for the training UI. Knows evaluation. */
package org.attunet.train;
