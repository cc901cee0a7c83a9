/** Weights in and out: {@code .npy} folders, checkpoints of other frameworks, transfer between networks of other shapes. */
package org.attunet.model.weights;
