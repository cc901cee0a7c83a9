package org.attunet.data.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The reference chain on a piece of a real scan against MONAI 1.5.0. The scan is not ours to pass on: see the property. */
@EnabledIfSystemProperty(named = "attunet.data", matches = ".+")
class RealCtChainTest {
    private static final List<String> FILES =
            List.of("0_loaded", "1_normalize", "2_crop_foreground", "3_orientation_ras", "4_spacing", "5_pad");

    private static Path file(int stage, String kind) {
        return Path.of(System.getProperty("attunet.data"), "transforms", "real_ct_cropped")
                .resolve(FILES.get(stage) + "_" + kind + ".nii.gz");
    }

    @Test
    void everyStageIsMonais() {
        Sample input = Sample.of(NiftiReader.read(file(0, "image")).volume(), NiftiReader.readMask(file(0, "label")));
        Pipeline pipeline = Pipeline.of(PreprocessingSettings.reference());
        List<Stage> stages = pipeline.stages(input);
        for (int n = 0; n < stages.size(); n++) {
            compare(n, stages.get(n).sample());
        }
        compare(5, pipeline.run(input).sample());
    }

    private static void compare(int stage, Sample found) {
        Volume image = NiftiReader.read(file(stage, "image")).volume();
        assertThat(found.image().size()).isEqualTo(image.size());
        assertThat(found.image().geometry().cornerDistance(image.geometry())).isLessThan(1e-3);
        double deviation = ClippedStatistics.of(image, Rescale.IDENTITY).deviation();
        double worst = 0;
        for (int n = 0; n < image.size().voxels(); n++) {
            worst = Math.max(worst, Math.abs(found.image().get(n) - image.get(n)));
        }
        assertThat(worst).as("stage %d", stage).isLessThan(1e-4 * deviation);
        Mask label = NiftiReader.readMask(file(stage, "label"));
        int differ = 0;
        for (int n = 0; n < label.labels().length; n++) {
            differ += found.label().orElseThrow().get(n) == label.get(n) ? 0 : 1;
        }
        // From 3 to 2 mm no position is a tie, so every label must agree.
        assertThat(differ).as("labels of stage %d", stage).isZero();
    }
}
