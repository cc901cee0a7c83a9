/**
 * What DL4J lacks or does slowly in 3-D: a convolution with normalisation and activation as one layer, and the passes over
 * activations that it and the vertices are made of. Tensors are [N, C, X, Y, Z], 'c' order.
 */
package org.attunet.model.layer;
