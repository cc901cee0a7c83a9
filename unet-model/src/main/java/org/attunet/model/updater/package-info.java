/**
 * The optimiser in the form in which DL4J asks for it: Adam as PyTorch has it, its moments in DL4J's updater state, so that a graph's own
 * file holds all of them. The arithmetic of a step is the kernels'; rates come from outside, and none is
 * kept here.
 */
package org.attunet.model.updater;
