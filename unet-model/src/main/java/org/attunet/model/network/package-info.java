/** The network as a plan: what is computed, in which order, of which parameters. Neither DL4J nor ND4J, and no kind of computer. */
package org.attunet.model.network;
