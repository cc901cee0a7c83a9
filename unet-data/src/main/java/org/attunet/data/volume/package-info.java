/**
 * Volumes and where they lie in the body. Voxels are one flat array with the first index fastest, as in NIfTI; world
 * coordinates are RAS millimetres (right, anterior, superior grow). No files here.
 */
package org.attunet.data.volume;
