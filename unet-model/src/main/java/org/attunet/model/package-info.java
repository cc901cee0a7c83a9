/**
 * Patches to logits; what all its rooms speak of. From below: {@code kernel} (one package a kind of computer), {@code network} (what is
 * computed), {@code loss}, {@code execution} (how), {@code engine} (by which kernels), {@code graph} (the same as DL4J has it),
 * {@code weights} and {@code picture}. Knows nothing of files of images.
 */
package org.attunet.model;
