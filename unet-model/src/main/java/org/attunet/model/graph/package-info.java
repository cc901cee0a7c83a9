/**
 * The network as a DL4J graph: configurations of its layers and vertices, how each runs there, and graphs in files. Tensors are
 * [N, C, X, Y, Z], 'c' order.
 */
package org.attunet.model.graph;
