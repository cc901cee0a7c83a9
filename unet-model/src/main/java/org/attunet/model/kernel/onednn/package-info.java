/**
 * Kernels for a processor: convolutions by oneDNN in channels-last memory, [N, X, Y, Z, C], where they are fastest; every other pass
 * is written for that layout.
 */
package org.attunet.model.kernel.onednn;
