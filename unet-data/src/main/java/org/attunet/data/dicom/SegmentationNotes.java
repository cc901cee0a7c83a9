package org.attunet.data.dicom;

import java.util.List;

/**
 * What a DICOM segmentation says of itself.
 *
 * @param segments names of labels 1, 2, …; organs that are known by name are coded too
 * @param algorithm what made it, such as a model's name
 * @param version of the program
 */
public record SegmentationNotes(List<String> segments, String algorithm, String version) {
    /** Values of the types used (LO) hold no more characters. */
    private static final int LONGEST = 64;

    /** Keeps its own list; texts are cut to what DICOM holds. */
    public SegmentationNotes {
        segments = segments.stream().map(SegmentationNotes::fitting).toList();
        algorithm = fitting(algorithm);
        version = fitting(version);
    }

    /** A backslash would separate two values. */
    private static String fitting(String text) {
        String plain = text.replaceAll("[\\\\\\p{Cntrl}]", " ").strip();
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }
}
