/**
 * The network as a DL4J graph: configurations of its layers and vertices, its parameters and their names, and graphs in files. What a
 * graph computes, its plan's execution does; no other package may see DL4J's graphs. Tensors are [N, C, X, Y, Z], 'c' order.
 */
package org.attunet.model.graph;
