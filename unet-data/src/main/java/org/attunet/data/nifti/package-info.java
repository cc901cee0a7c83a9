/**
 * NIfTI-1 and NIfTI-2 files, plain, gzipped and as pairs. What cannot be read is refused with a
 * {@link org.attunet.data.DataException}; whatever is merely odd is read and noted. No judgement here about what the
 * voxels show.
 */
package org.attunet.data.nifti;
