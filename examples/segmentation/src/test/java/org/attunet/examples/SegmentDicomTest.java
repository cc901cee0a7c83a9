package org.attunet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.eval.inference.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentDicomTest {
    @TempDir
    private Path folder;

    @Test
    void aSeriesGetsAMaskOnItsOwnGrid() throws IOException {
        Path model = folder.resolve("model.zip");
        ModelFile.write(TinyModel.create(), model);
        Path series = folder.resolve("series.zip");
        try (InputStream in = SegmentDicomTest.class.getResourceAsStream("/series.zip")) {
            Files.copy(in, series);
        }

        List<Path> files = SegmentDicom.segment(model, series, folder.resolve("masks"));

        assertThat(files).hasSize(1);
        Mask mask = NiftiReader.readMask(files.get(0));
        assertThat(mask.size()).isEqualTo(new Size(16, 16, 8));
        assertThat(mask.geometry().spacing().z()).isEqualTo(20);
    }
}
