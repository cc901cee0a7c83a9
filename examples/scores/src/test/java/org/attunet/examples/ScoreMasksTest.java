package org.attunet.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.Scores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreMasksTest {
    @TempDir
    private Path folder;

    /** A cube of 8³ voxels of 1 mm from this place on along the first axis. */
    private Path cube(String name, int from) {
        byte[] labels = new byte[20 * 20 * 20];
        for (int k = 6; k < 14; k++) {
            for (int j = 6; j < 14; j++) {
                for (int i = from; i < from + 8; i++) {
                    labels[i + 20 * (j + 20 * k)] = 1;
                }
            }
        }
        Geometry grid = new Geometry(Size.cube(20), Affine.diagonal(Spacing.isotropic(1), 0, 0, 0));
        NiftiWriter.write(new Mask(grid, labels), folder.resolve(name));
        return folder.resolve(name);
    }

    /** Of 512 voxels each, 6 · 8 · 8 = 384 are shared: 2 · 384 / 1024. */
    @Test
    void cubesThatAreTwoVoxelsApartShareThreeQuarters() {
        Scores scores = ScoreMasks.score(cube("mine.nii.gz", 6), cube("label.nii.gz", 8));

        assertThat(scores.value(Metric.DICE)).isCloseTo(0.75, within(1e-12));
        assertThat(scores.value(Metric.VOLUME_LABEL)).isCloseTo(0.512, within(1e-12));
    }
}
