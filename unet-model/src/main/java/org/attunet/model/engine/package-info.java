/** Who computes: values that make kernels, and which of them somebody chose. */
package org.attunet.model.engine;
