package org.attunet.data.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.attunet.data.NpyArray;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CentresTest {
    private static MemoryCase read(String name) {
        Geometry grid = new Geometry(Size.cube(32), Affine.diagonal(Spacing.isotropic(2), 0, 0, 0));
        String stage = "/transforms/" + name + "/5_pad_";
        return new MemoryCase(
                name,
                Sample.of(
                        NpyArray.read(stage + "image.npy.gz").volume(grid),
                        NpyArray.read(stage + "label.npy.gz").mask(grid)));
    }

    /** The numbers of candidates are those of MONAI 1.5.0's map_binary_to_indices with image_threshold 0. */
    @ParameterizedTest
    @CsvSource({"synthetic_oblique_lps, 278, 4687", "synthetic_permuted_axes, 753, 7014"})
    void candidatesAreMonais(String name, int foreground, int background) {
        Centres centres = read(name).centres();
        assertThat(centres.foregroundCount()).isEqualTo(foreground);
        assertThat(centres.backgroundCount()).isEqualTo(background);
    }

    @ParameterizedTest
    @CsvSource("synthetic_oblique_lps")
    void everyBackgroundVoxelHasItsRank(String name) {
        MemoryCase source = read(name);
        float[] image = new float[source.size().voxels()];
        byte[] label = new byte[image.length];
        source.image(0, image.length, image, 0);
        source.label(0, label.length, label, 0);
        List<Integer> expected = new ArrayList<>();
        for (int n = 0; n < image.length; n++) {
            if (label[n] == 0 && image[n] > 0) {
                expected.add(n);
            }
        }
        for (int rank = 0; rank < expected.size(); rank++) {
            assertThat(source.centres().background(rank, source)).isEqualTo(expected.get(rank));
        }
    }
}
