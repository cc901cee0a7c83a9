/**
 * Epochs, and a run's state on disk, from which it resumes exactly: a checkpoint is there whole or not at all. Patches, rates and dropout
 * are functions of seed, epoch and step. Knows evaluation, for validations; what happens besides the steps is done by listeners, and
 * where settings come from is not known here.
 */
package org.attunet.train;
