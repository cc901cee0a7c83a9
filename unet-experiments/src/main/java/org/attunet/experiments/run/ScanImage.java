package org.attunet.experiments.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.data.Finding;
import org.attunet.data.dicom.DicomSource;
import org.attunet.data.volume.Volume;
import org.attunet.data.volume.VolumeChecks;
import org.attunet.data.volume.VolumeInfo;
import org.attunet.data.volume.VolumeStatistics;

/**
 * A CT that was read.
 *
 * @param volume HU
 * @param info what its file or series holds
 * @param notes what is odd about it
 * @param source the DICOM images it came from, where it did
 */
public record ScanImage(Volume volume, VolumeInfo info, List<Finding> notes, Optional<DicomSource> source) {
    /** Adds a note to those given where the field of view is no body's. */
    public ScanImage {
        Stream<Finding> odd = VolumeChecks.fieldOfView(volume.geometry()).stream();
        notes = Stream.concat(notes.stream(), odd).distinct().toList();
    }

    /** All that is odd about it, its values as they are worked on included: what {@code check} would report. */
    public List<Finding> findings() {
        return Stream.concat(notes.stream(), VolumeChecks.ct(VolumeStatistics.of(volume)).stream())
                .toList();
    }

    /** The same with every value that is not finite replaced. */
    public ScanImage withoutNotFinite() {
        Volume replaced = VolumeChecks.replaceNotFinite(volume);
        return new ScanImage(replaced, VolumeInfo.of(replaced, info.datatype()), notes, source);
    }
}
