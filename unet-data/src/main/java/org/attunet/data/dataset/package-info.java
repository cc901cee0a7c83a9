/**
 * Dataset folders: which files are cases, which label belongs to which image, and which cases train, validate and test.
 * Voxels are left to {@code nifti}.
 */
package org.attunet.data.dataset;
