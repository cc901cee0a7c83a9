/**
 * The contract of a kind of computer: kernels over activations and what they speak of. Nothing here knows networks; each package below
 * is one kind. A new one passes {@code KernelsContract}.
 */
package org.attunet.model.kernel;
