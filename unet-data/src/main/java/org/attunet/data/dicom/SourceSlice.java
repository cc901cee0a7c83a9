package org.attunet.data.dicom;

/**
 * The image a slice of a volume came from.
 *
 * @param sopClassUid its class
 * @param sopInstanceUid its own number
 * @param frameOfReferenceUid in which its position is meant, empty where the file does not say
 * @param index place along the volume's third axis
 */
public record SourceSlice(String sopClassUid, String sopInstanceUid, String frameOfReferenceUid, int index) {}
