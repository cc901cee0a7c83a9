/**
 * The network as a plan: what is computed, in which order, of which parameters, with which shapes and how much memory. Names of
 * parameters stand here once. Neither DL4J nor ND4J, and no kind of computer: a test of the rooms holds that.
 */
package org.attunet.model.network;
