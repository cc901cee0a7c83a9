package org.attunet.experiments.run;

import java.util.List;
import java.util.Optional;
import org.attunet.data.Finding;
import org.attunet.data.dicom.DicomSource;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.PreparedImage;

/**
 * A scan that a job is ready to segment.
 *
 * @param files where the results go
 * @param image what is segmented
 * @param source the DICOM images that a segmentation in DICOM refers to, where there are any
 * @param hu the scan as it was read, where something is drawn on it or computed of it once more; otherwise it is let go of, since it is
 *     most of what a long scan takes in memory
 * @param findings what is odd about using the job's models for it
 */
public record PreparedScan(
        PredictionFiles files,
        PreparedImage image,
        Optional<DicomSource> source,
        Optional<Volume> hu,
        List<Finding> findings) {
    /** Keeps its own copy. */
    public PreparedScan {
        findings = List.copyOf(findings);
    }
}
