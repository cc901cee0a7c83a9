package org.attunet.experiments.cli;

import java.util.Optional;
import org.attunet.data.dicom.DicomOptions;
import picocli.CommandLine.Option;

/** What to do about DICOM series that would be refused otherwise. */
final class DicomChoice {
    @Option(names = "--series", paramLabel = "UID", description = "The one series that is meant.")
    private Optional<String> series = Optional.empty();

    @Option(names = "--resample-gaps", description = "Interpolate missing slices.")
    private boolean resampleGaps;

    @Option(names = "--detilt", description = "Straighten a tilted gantry.")
    private boolean detilt;

    DicomOptions options() {
        DicomOptions options = DicomOptions.STRICT
                .withGaps(resampleGaps ? DicomOptions.Gaps.RESAMPLE : DicomOptions.Gaps.REFUSE)
                .withTilt(detilt ? DicomOptions.Tilt.STRAIGHTEN : DicomOptions.Tilt.REFUSE);
        return series.map(options::withSeries).orElse(options);
    }
}
