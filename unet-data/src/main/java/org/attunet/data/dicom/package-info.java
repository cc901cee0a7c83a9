/**
 * DICOM CT series to volumes in HU on an exact RAS grid. Nothing here ever puts a patient's name, number or date into a
 * message, a result or a file name: files are named by their place in the folder, outputs by series or case folder.
 */
package org.attunet.data.dicom;
