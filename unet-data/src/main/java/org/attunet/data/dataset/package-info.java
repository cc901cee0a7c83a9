/**
 * Dataset folders: which files are cases, which label belongs to which image, which cases train, validate and test, and
 * whether all of it is fit for work ({@link org.attunet.data.dataset.DatasetCheck}, and
 * {@link org.attunet.data.dataset.PreflightCheck} as the gate before it). How files store voxels is left to {@code nifti},
 * and nothing here changes a file of a dataset.
 */
package org.attunet.data.dataset;
