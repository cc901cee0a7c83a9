package org.attunet.data.dicom;

import java.nio.file.Path;
import java.util.List;
import org.attunet.data.Finding;

/**
 * What became of a conversion.
 *
 * @param files written, in the order of the series
 * @param findings of all series; an error is a series that was refused
 */
public record Conversion(List<Path> files, List<Finding> findings) {
    /** Keeps its own copies. */
    public Conversion {
        files = List.copyOf(files);
        findings = List.copyOf(findings);
    }
}
