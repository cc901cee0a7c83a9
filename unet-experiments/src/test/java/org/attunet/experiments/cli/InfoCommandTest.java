package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
    void theFormToTakeCanBeNamedAndAnEmptySformIsNone() throws IOException {
        Path file = folder.resolve("forms.nii");
        Geometry geometry = new Geometry(Size.cube(30), Affine.diagonal(new Spacing(2, 3, 4), -1, -2, -3));
        NiftiWriter.write(Volume.of(geometry, new short[27000]), file);
        edit(file, b -> b.putFloat(280 + 12, 29));
        assertThat(origin(file)).isEqualTo(29);
        assertThat(origin(file, "--prefer", "qform")).isEqualTo(-1);
        assertThat(origin(file, "--prefer", "sform")).isEqualTo(29);
        assertThat(Run.of("info", "--in", file.toString()).results()).contains("--prefer sform or --prefer qform");
        edit(file, b -> b.put(280, new byte[48]));
        assertThat(origin(file)).isEqualTo(-1);
        assertThat(Run.of("info", "--in", file.toString()).results()).contains("the qform is taken");
    }

    @Test
    void preprocessTakesTheFormThatIsNamedToo() throws IOException {
        Path file = folder.resolve("forms.nii");
        Geometry geometry = new Geometry(Size.cube(30), Affine.diagonal(new Spacing(2, 3, 4), -1, -2, -3));
        short[] voxels = new short[27000];
        Arrays.fill(voxels, 0, 9000, (short) 40);
        NiftiWriter.write(Volume.of(geometry, voxels), file);
        edit(file, b -> b.putFloat(280 + 12, 29));
        String out = folder.resolve("out").toString();
        Run run = Run.of("preprocess", "--in", file.toString(), "--out", out, "--stages", "--prefer", "qform");
        assertThat(run.code()).as(run.messages()).isZero();
        assertThat(origin(folder.resolve("out/00-input-image.nii.gz"))).isEqualTo(-1);
    }

    private static double origin(Path file, String... more) throws IOException {
        Stream<String> options = Stream.concat(Stream.of("info", "--in", file.toString(), "--json"), Stream.of(more));
        Run run = Run.of(options.toArray(String[]::new));
        return new ObjectMapper().readTree(run.results()).at("/affine/0/3").asDouble();
    }

    private static void edit(Path file, Consumer<ByteBuffer> change) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        Files.write(file, bytes);
    }

    @Test
    void fillingsAndFieldsOfViewOfNoBodyAreNotes() {
        short[] voxels = new short[1000];
        Arrays.fill(voxels, 0, 100, (short) -3024);
        voxels[999] = 1000;
        Path file = folder.resolve("filled.nii.gz");
        NiftiWriter.write(
                Volume.of(new Geometry(Size.cube(10), Affine.diagonal(Spacing.isotropic(3200), 0, 0, 0)), voxels),
                file);
        assertThat(Run.of("info", "--in", file.toString()).results())
                .contains("100 voxels lie below -1200 HU, down to -3024")
                .contains("z-score normalisation takes -301.4 as mean")
                .contains("the field of view is 3.200e+04 × 3.200e+04 × 3.200e+04 mm, larger than any body");
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
