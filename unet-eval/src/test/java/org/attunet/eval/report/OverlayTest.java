package org.attunet.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;
import org.attunet.eval.metric.MaskPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayTest {
    /** Runs left, posterior, up: what most CTs are. */
    private static final Geometry GRID = new Geometry(new Size(50, 40, 20), Affine.of(new double[][] {
        {-4, 0, 0, 100}, {0, -4, 0, 80}, {0, 0, 5, 0}, {0, 0, 0, 1}
    }));

    private static Mask block(int i0) {
        byte[] labels = new byte[GRID.size().voxels()];
        for (int k = 5; k < 11; k++) {
            for (int j = 15; j < 22; j++) {
                for (int i = i0; i < i0 + 8; i++) {
                    labels[GRID.size().index(i, j, k)] = 1;
                }
            }
        }
        return new Mask(GRID, labels);
    }

    private static BufferedImage render(Mask prediction, Mask label) {
        short[] hu = new short[GRID.size().voxels()];
        Arrays.fill(hu, (short) 40);
        return new Overlay(Volume.of(GRID, hu), new MaskPair(prediction, label), 1, GreyWindow.ABDOMEN)
                .render("case", "");
    }

    /** Pixels of the first panel that are clearly of a colour, and where they are on average. */
    private static double[] coloured(BufferedImage picture, int strong, int weak) {
        double count = 0;
        double sum = 0;
        for (int y = 50; y < 350; y++) {
            for (int x = 6; x < 320; x++) {
                int rgb = picture.getRGB(x, y);
                if ((rgb >> strong & 0xff) > (rgb >> weak & 0xff) + 100) {
                    count++;
                    sum += x;
                }
            }
        }
        return new double[] {count, sum / count};
    }

    @Test
    void labelIsBlueAndPredictionRedAndTheRightOfThePatientIsAtTheLeft() {
        // Lower indices lie further to the right of the patient.
        BufferedImage picture = render(block(12), block(26));
        double[] blue = coloured(picture, 0, 16);
        double[] red = coloured(picture, 16, 0);

        assertThat(blue[0]).isGreaterThan(100);
        assertThat(red[0]).isGreaterThan(100);
        assertThat(red[1]).isLessThan(blue[1]);
    }

    /** Runs are laid side by side: what was predicted may not move the pictures. */
    @Test
    void aCasesSlicesAreTheSameInEveryRun() {
        double[] one = coloured(render(block(8), block(26)), 0, 16);
        double[] other = coloured(render(block(14), block(26)), 0, 16);

        assertThat(one).isEqualTo(other);
    }

    /** A scan that is only segmented has no label; its picture names none. */
    @Test
    void theKeyNamesTheLabelWhereThereIsOne() {
        Mask nothing = new Mask(GRID, new byte[GRID.size().voxels()]);
        int label = render(block(8), block(26)).getRGB(1300 - 194, 24);

        assertThat(label & 0xff).isGreaterThan(200);
        assertThat(render(block(8), nothing).getRGB(1300 - 194, 24) & 0xff).isLessThan(60);
    }

    @Test
    void aCaseWithNothingToShowIsShownNevertheless(@TempDir Path folder) throws IOException {
        Mask nothing = new Mask(GRID, new byte[GRID.size().voxels()]);
        short[] hu = new short[GRID.size().voxels()];
        Path file = folder.resolve("overlays/case.png");
        new Overlay(Volume.of(GRID, hu), new MaskPair(nothing, nothing), 1, GreyWindow.ABDOMEN)
                .write(file, "case", "both masks are empty");

        assertThat(ImageIO.read(file.toFile()).getWidth()).isGreaterThan(1000);
    }

    @Test
    void anOutlineRunsHalfwayBetweenInsideAndOutside() {
        Rectangle2D bounds =
                Outline.of(9, 9, (u, v) -> u >= 2 && u <= 4 && v >= 3 && v <= 7).getBounds2D();

        assertThat(bounds).isEqualTo(new Rectangle2D.Double(1.5, 2.5, 3, 5));
    }

    @Test
    void anOutlineAtTheBorderIsClosed() {
        int lines = 0;
        for (PathIterator at = Outline.of(3, 3, (u, v) -> true).getPathIterator(null); !at.isDone(); at.next()) {
            lines += at.currentSegment(new double[6]) == PathIterator.SEG_LINETO ? 1 : 0;
        }

        // Two a side between three voxels, and one across each corner.
        assertThat(lines).isEqualTo(4 * 2 + 4);
    }

    @Test
    void aWindowWithoutWidthIsRefused() {
        assertThatThrownBy(() -> new GreyWindow(40, 40)).isInstanceOf(IllegalArgumentException.class);
    }
}
