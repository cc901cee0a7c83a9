/** Several experiments in a row, driven by Arbiter: which candidates there are, how one is run, what its score is. */
package org.attunet.experiments.sweep;
