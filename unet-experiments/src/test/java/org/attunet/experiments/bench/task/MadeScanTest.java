package org.attunet.experiments.bench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.attunet.data.dicom.DicomOptions;
import org.attunet.data.dicom.MadeSeries;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;
import org.attunet.experiments.run.Scan;
import org.attunet.experiments.run.ScanImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadeScanTest {
    @Test
    void theSameSeedGivesTheSameScanAndNoOther() {
        Volume first = MadeScan.of(16, 16, 3).image();
        assertThat(first.size()).isEqualTo(new Size(64, 64, 64));
        assertThat(MadeScan.of(16, 16, 3).image().shorts()).isEqualTo(first.shorts());
        assertThat(MadeScan.of(16, 16, 4).image().shorts()).isNotEqualTo(first.shorts());
    }

    /** Of the 64 voxels that one of the phantom became: root of the mean squared difference of neighbours is √2 σ. */
    @Test
    void everyVoxelHasANoiseOfTwelve() {
        Volume scan = MadeScan.of(16, 16, 3).image();
        double square = IntStream.range(0, scan.size().voxels() / 2)
                .map(n -> 2 * n)
                .filter(n -> scan.get(n) > -900)
                .mapToDouble(n -> scan.get(n) - scan.get(n + 1))
                .map(difference -> difference * difference)
                .average()
                .orElseThrow();
        assertThat(Math.sqrt(square / 2)).isCloseTo(12, within(0.3));
    }

    @Test
    void aMovedLabelLiesBesideItself() {
        MadeScan scan = MadeScan.of(16, 16, 3);
        assertThat(scan.label(0).count(1)).isPositive();
        assertThat(scan.label(3).get(33, 35, 37)).isEqualTo(scan.label(0).get(30, 32, 34));
    }

    @Test
    void aSeriesReadsBackAsTheScan(@TempDir Path folder) throws IOException {
        Volume scan = MadeScan.of(16, 16, 3).image();
        MadeSeries.write(scan, folder.resolve("series"));
        ScanImage read = Scan.in(folder.resolve("series"), DicomOptions.STRICT, Optional.empty())
                .get(0)
                .load()
                .get();
        assertThat(read.volume().size()).isEqualTo(scan.size());
        assertThat(read.volume().shorts()).isEqualTo(scan.shorts());
        assertThat(read.notes()).isEmpty();
    }
}
