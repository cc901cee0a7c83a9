/**
 * Kernels of ND4J's own operations: every data type, double for gradient checks, and every backend that ND4J has. Memory is ND4J's,
 * [N, C, X, Y, Z] in 'c' order. Clear before fast: what other kernels compute is compared with these. Nothing here
 * is tuned for one machine.
 */
package org.attunet.model.kernel.nd4j;
