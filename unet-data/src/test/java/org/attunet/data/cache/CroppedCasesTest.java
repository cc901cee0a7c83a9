package org.attunet.data.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.attunet.data.dataset.Case;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;

class CroppedCasesTest {
    private static final Geometry GRID = new Geometry(Size.cube(6), Affine.diagonal(new Spacing(2, 2, 2), 0, 0, 0));
    private static final Case CASE = new Case("a", Path.of("a"), Optional.empty());

    /** Bright everywhere; one labelled voxel inside the part and one beyond it. */
    private static PreparedCase whole() {
        float[] image = new float[GRID.size().voxels()];
        Arrays.fill(image, 1);
        byte[] label = new byte[image.length];
        label[GRID.size().index(2, 2, 2)] = 1;
        label[GRID.size().index(5, 5, 5)] = 1;
        return new MemoryCase("a", Sample.of(Volume.of(GRID, image), new Mask(GRID, label)));
    }

    @Test
    void patchCentresLieInThePart() {
        PreparedCases cropped =
                new CroppedCases(source -> whole(), (source, grid) -> Optional.of(new Box(1, 1, 1, 4, 5, 3)));
        PreparedCase part = cropped.get(CASE);

        assertThat(part.size()).isEqualTo(new Size(3, 4, 2));
        assertThat(part.centres().foregroundCount()).isEqualTo(1);
        assertThat(part.centres().foreground(0)).isEqualTo(part.size().index(1, 1, 1));
        assertThat(part.centres().backgroundCount()).isEqualTo(3 * 4 * 2 - 1);
    }

    @Test
    void aCaseWithoutAPartStaysWhole() {
        PreparedCase same = whole();

        assertThat(new CroppedCases(source -> same, (source, grid) -> Optional.empty()).get(CASE))
                .isSameAs(same);
    }
}
