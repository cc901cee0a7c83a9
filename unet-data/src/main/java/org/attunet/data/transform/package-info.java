/**
 * Preprocessing: one class per transform, each running on image and label together and able to undo itself. A transform
 * first says what it will do to a case ({@link org.attunet.data.transform.PlannedTransform}); a pipeline then does all of it in one
 * resampling, or stage by stage where somebody wants to look. No files here, no randomness.
 */
package org.attunet.data.transform;
