/**
 * Kernels for a processor: convolutions by oneDNN in channels-last memory, [N, X, Y, Z, C], where they are fastest; every other pass
 * is written for that layout. Floats of the host alone, and no network: in which order things are computed, and what is kept, is not
 * decided here.
 */
package org.attunet.model.kernel.onednn;
