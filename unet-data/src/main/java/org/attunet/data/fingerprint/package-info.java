/**
 * Recognises a scan by what it shows: small fingerprints of landmarks that survive resampling, cropping, renaming and another order of
 * axes. Made of volumes alone; no files, no names.
 */
package org.attunet.data.fingerprint;
