/**
 * Solids in millimetres and curves through points, for whatever is drawn into a volume: synthetic bodies, and new surroundings of an
 * organ in training patches. Knows no voxels. Only arithmetic and {@link java.lang.StrictMath}, so that a drawing is the same on every machine.
 */
package org.attunet.data.shape;
