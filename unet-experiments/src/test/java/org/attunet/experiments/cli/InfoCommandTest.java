package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfoCommandTest {
    @TempDir
    private Path folder;

    @Test
    void jsonHasTheDocumentedKeys() throws IOException {
        Path file = folder.resolve("mit Leerzeichen ü.nii.gz");
        short[] voxels = {-1024, 0, 40, 1000, 5, 6, 7, 8, 9, 10, 11, 3071};
        Geometry geometry = new Geometry(new Size(2, 3, 2), Affine.diagonal(new Spacing(0.5, 1, 2), -1, -2, -3));
        NiftiWriter.write(Volume.of(geometry, voxels), file);

        JsonNode json = new ObjectMapper()
                .readTree(Run.of("info", "--in", file.toString(), "--json").results());

        assertThat(json.get("size").toString()).isEqualTo("[2,3,2]");
        assertThat(json.get("spacing").toString()).isEqualTo("[0.5,1.0,2.0]");
        assertThat(json.get("affine")).hasSize(4);
        assertThat(json.get("orientation").asText()).isEqualTo("RAS");
        assertThat(json.get("datatype").asText()).isEqualTo("int16");
        assertThat(json.get("min").asDouble()).isEqualTo(-1024);
        assertThat(json.get("max").asDouble()).isEqualTo(3071);
        assertThat(json.get("mean").asDouble()).isEqualTo(3143 / 12.0);
        assertThat(json.get("first").asDouble()).isEqualTo(-1024);
        assertThat(json.get("last").asDouble()).isEqualTo(3071);
    }

    @Test
    void aMissingFileIsADataError() {
        Run run = Run.of("info", "--in", folder.resolve("nothing.nii").toString());
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages()).contains("nothing.nii").hasLineCount(1);
    }

    @Test
    void whatIsNoNiftiIsADataErrorInOneParagraph() throws IOException {
        Path file = Files.writeString(folder.resolve("text.nii"), "no image at all");
        Run run = Run.of("info", "--in", file.toString());
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages()).contains("text.nii").hasLineCount(1);
        assertThat(run.results()).isEmpty();
    }
}
