/** How a graph runs: as a plan, as a whole, by the kernels of one kind of computer, or vertex by vertex by DL4J. */
package org.attunet.model.engine;
