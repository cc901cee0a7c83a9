/**
 * One run of one experiment: its data, its folder, its provenance, its training, evaluation and predictions, several folds of it, and the
 * same again from what it recorded. Jobs are records that say what they need and have one method; they log and return results, and
 * print nothing. Checks that refuse a run before it begins (memory, spacing, data) are here too. How options are spelled is not known.
 */
package org.attunet.experiments.run;
