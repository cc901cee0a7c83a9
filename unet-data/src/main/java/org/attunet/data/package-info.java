/**
 * Files to volumes to patches. Knows nothing of networks, training or scores. This package itself has what all the others use: files
 * that are there whole or not at all, names that are safe in a path, the catalogue of bad inputs and the findings about them. Voxels,
 * formats and datasets have packages of their own, and this one knows none of them.
 */
package org.attunet.data;
