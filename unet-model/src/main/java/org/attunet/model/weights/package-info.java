/**
 * Weights in and out: {@code .npy} folders, safetensors, checkpoints of PyTorch, transfer between networks of other shapes, and the
 * check of a network against outputs that another program stored. Files may come from anybody: a pickle is read by an interpreter of
 * the few opcodes that tensors need, and runs nothing. Who computes, and what a model file has beside weights, is not known here.
 */
package org.attunet.model.weights;
