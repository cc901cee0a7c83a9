package org.attunet.data.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.attunet.data.NpyArray;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against MONAI 1.5.0's RandAffined with its parameters fixed; see {@code transforms/README.md} of the test resources. */
class AffineWarpTest {
    private static final String FOLDER = "/transforms/rand_affine_fixed/";

    private static Patch read(String name) {
        NpyArray image = NpyArray.read(FOLDER + name + "_image.npy.gz");
        Geometry grid = new Geometry(image.size(), Affine.diagonal(Spacing.isotropic(2), 0, 0, 0));
        NpyArray label = NpyArray.read(FOLDER + name + "_label.npy.gz");
        return new Patch(
                image.size(), image.volume(grid).floats(), label.mask(grid).labels());
    }

    private static double[] numbers(JsonNode node) {
        return new double[] {
            node.get(0).asDouble(), node.get(1).asDouble(), node.get(2).asDouble()
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aFixedAffineIsMonais(int number) throws IOException {
        JsonNode parameters = new ObjectMapper()
                .readTree(getClass().getResource(FOLDER + "manifest.json"))
                .get("cases")
                .get(number);
        Patch input = read("input");
        Patch expected = read("case" + number);
        AffineWarp warp = new AffineWarp(
                numbers(parameters.get("rotate_radians_xyz")),
                numbers(parameters.get("scale_xyz")),
                input.size,
                expected.size);
        Patch found = PatchResampler.resample(input, new int[3], expected.size, warp, PatchInterpolation.LINEAR);

        // MONAI computes positions in float32: 2e-3 of the standard deviation, and a few labels at ties.
        float tolerance = (float) (2e-3 * parameters.get("image_std").asDouble());
        assertThat(found.image).containsExactly(expected.image, within(tolerance));
        int differ = 0;
        for (int n = 0; n < found.label.length; n++) {
            differ += found.label[n] == expected.label[n] ? 0 : 1;
        }
        assertThat(differ).isLessThanOrEqualTo(3);
    }

    @Test
    void nothingChangesWithoutRotationAndScale() {
        Patch input = read("input");
        AffineWarp identity = AffineWarp.identity(input.size);
        Patch found = PatchResampler.resample(input, new int[3], input.size, identity, PatchInterpolation.LINEAR);
        assertThat(found.image).containsExactly(input.image, within(1e-5f));
        assertThat(found.label).isEqualTo(input.label);
    }

    @Test
    void rotationsTurnAsTheRightHandSays() {
        // About x by a quarter turn, y' = -z and z' = y.
        double[] x = new double[3];
        double[] y = new double[3];
        double[] z = new double[3];
        new AffineWarp(new double[] {Math.PI / 2, 0, 0}, new double[] {1, 1, 1}, Size.cube(3), Size.cube(3))
                .row(2, 1, x, y, z);
        assertThat(x).containsExactly(new double[] {0, 1, 2}, within(1e-12));
        assertThat(y).containsExactly(new double[] {1, 1, 1}, within(1e-12));
        assertThat(z).containsExactly(new double[] {2, 2, 2}, within(1e-12));
    }

    @Test
    void bordersAreMirroredAboutVoxelEdges() {
        // d c b a | a b c d | d c b a
        assertThat(PatchResampler.mirrored(-1, 4)).isEqualTo(0);
        assertThat(PatchResampler.mirrored(-2, 4)).isEqualTo(1);
        assertThat(PatchResampler.mirrored(4, 4)).isEqualTo(3);
        assertThat(PatchResampler.mirrored(6.25, 4)).isEqualTo(0.75);
        assertThat(PatchResampler.mirrored(8, 4)).isEqualTo(0);
        assertThat(PatchResampler.mirrored(-0.25, 4)).isEqualTo(0);
    }
}
