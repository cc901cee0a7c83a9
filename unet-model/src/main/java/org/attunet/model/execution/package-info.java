/**
 * What a network computes, written once over {@link org.attunet.model.kernel.Kernels}: operators, what each keeps for the backward
 * pass, how gradients add up, and when memory is free again. Nothing here knows a kind of computer.
 */
package org.attunet.model.execution;
