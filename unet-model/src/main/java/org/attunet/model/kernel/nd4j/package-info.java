/** Kernels of ND4J's own operations: every data type, double for gradient checks, and every backend. Memory is ND4J's. */
package org.attunet.model.kernel.nd4j;
