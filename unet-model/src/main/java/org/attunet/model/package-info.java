/** Patches to logits: the network, its layers, losses and weights. Knows nothing of files of images. */
package org.attunet.model;
