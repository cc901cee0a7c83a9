package org.attunet.data.transform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.attunet.data.NpyArray;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against MONAI 1.5.0, stage by stage; see {@code transforms/README.md} of the test resources. */
class ReferenceChainTest {
    private static final PreprocessingSettings SETTINGS =
            PreprocessingSettings.reference().withMinimum(Size.cube(32)).withSpacing(Spacing.isotropic(2));

    @ParameterizedTest
    @ValueSource(strings = {"synthetic_oblique_lps", "synthetic_permuted_axes"})
    void everyStageIsMonais(String name) throws IOException {
        Golden golden = Golden.read(name);
        List<Stage> stages = Pipeline.of(SETTINGS).stages(golden.sample(0));

        assertThat(stages.stream().map(Stage::name))
                .containsExactly("input", "normalize", "crop", "orient", "spacing", "pad");
        for (int n = 0; n < stages.size(); n++) {
            golden.compare(n, stages.get(n).sample());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"synthetic_oblique_lps", "synthetic_permuted_axes"})
    void theFusedChainIsMonais(String name) throws IOException {
        Golden golden = Golden.read(name);
        golden.compare(5, Pipeline.of(SETTINGS).run(golden.sample(0)).sample());
    }

    @ParameterizedTest
    @ValueSource(strings = {"synthetic_oblique_lps", "synthetic_permuted_axes"})
    void shortsGiveWhatFloatsGive(String name) throws IOException {
        Golden golden = Golden.read(name);
        Sample floats = golden.sample(0);
        short[] shorts = new short[floats.image().size().voxels()];
        for (int n = 0; n < shorts.length; n++) {
            shorts[n] = (short) floats.image().get(n);
        }
        Sample sample = new Sample(Volume.of(floats.image().geometry(), shorts), floats.label());
        golden.compare(5, Pipeline.of(SETTINGS).run(sample).sample());
    }

    private record Golden(String name, JsonNode manifest) {
        static Golden read(String name) throws IOException {
            return new Golden(
                    name,
                    new ObjectMapper().readTree(Golden.class.getResource("/transforms/" + name + "/manifest.json")));
        }

        private Geometry geometry(int stage) {
            JsonNode node = manifest.get("stages").get(stage);
            double[][] affine = new double[3][4];
            int[] size = new int[3];
            for (int r = 0; r < 3; r++) {
                size[r] = node.get("shape").get(r).asInt();
                for (int c = 0; c < 4; c++) {
                    affine[r][c] = node.get("affine").get(r).get(c).asDouble();
                }
            }
            return new Geometry(Size.of(size), Affine.of(affine));
        }

        private NpyArray array(int stage, String kind) {
            String file = manifest.get("stages").get(stage).get("stage").asText() + "_" + kind + ".npy.gz";
            return NpyArray.read("/transforms/" + name + "/" + file);
        }

        Sample sample(int stage) {
            Geometry grid = geometry(stage);
            return new Sample(
                    array(stage, "image").volume(grid),
                    Optional.of(array(stage, "label").mask(grid)));
        }

        /** Image within 1e-4 of its standard deviation (MONAI computes in float32), affine within 1e-4. */
        void compare(int stage, Sample found) {
            Sample expected = sample(stage);
            assertThat(found.image().size())
                    .as("size of stage %d", stage)
                    .isEqualTo(expected.image().size());
            assertThat(found.image()
                            .geometry()
                            .affine()
                            .maxDifference(geometry(stage).affine()))
                    .as("affine of stage %d", stage)
                    .isLessThan(1e-4);
            double deviation =
                    ClippedStatistics.of(expected.image(), Rescale.IDENTITY).deviation();
            double worst = 0;
            for (int n = 0; n < expected.image().size().voxels(); n++) {
                worst = Math.max(
                        worst, Math.abs(found.image().get(n) - expected.image().get(n)));
            }
            assertThat(worst).as("image of stage %d", stage).isLessThan(1e-4 * deviation);
            assertThat(found.label().orElseThrow().labels())
                    .as("label of stage %d", stage)
                    .isEqualTo(expected.label().orElseThrow().labels());
        }
    }
}
