package org.attunet.data.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.attunet.data.shape.Point;
import org.attunet.data.shape.SoftEdge;
import org.attunet.data.shape.Solid;
import org.attunet.data.shape.Tube;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.junit.jupiter.api.Test;

/** New surroundings on a patch that is easy to reckon with: fat of −1, a ball of tissue of 0.5 and as large an organ of 1. */
class SurroundingsTest {
    private static final Size SIZE = new Size(40, 36, 32);
    private static final Spacing SPACING = new Spacing(5, 4, 3);
    private static final Point ORGAN = new Point(120, 70, 50);
    private static final Point TISSUE = new Point(45, 70, 50);
    private static final double RADIUS = 24;
    private static final TissueLevels LEVELS = new TissueLevels(1, -1);
    private static final SurroundingsSettings ALWAYS = new SurroundingsSettings(1, 6, 0.45, Optional.of(-1.0));

    private static Solid ball(Point centre, double radius) {
        return new Tube(List.of(new Tube.Ball(centre, radius)));
    }

    private static double distance(Point centre, int voxel) {
        int i = voxel % SIZE.x();
        int j = voxel / SIZE.x() % SIZE.y();
        int k = voxel / (SIZE.x() * SIZE.y());
        double dx = i * SPACING.x() - centre.x();
        double dy = j * SPACING.y() - centre.y();
        double dz = k * SPACING.z() - centre.z();
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    private static Patch patch() {
        SoftEdge edge = SoftEdge.of(SPACING.x());
        Patch patch = new Patch(SIZE);
        for (int n = 0; n < patch.image.length; n++) {
            double organ = distance(ORGAN, n) - RADIUS;
            double tissue = distance(TISSUE, n) - RADIUS;
            patch.image[n] = (float) (-1 + 2 * edge.share(organ) + 1.5 * edge.share(tissue));
            patch.label[n] = (byte) (organ < 0 ? 1 : 0);
        }
        return patch;
    }

    private static int[] voxels(IntPredicate which) {
        return IntStream.range(0, SIZE.voxels()).filter(which).toArray();
    }

    private static void apply(Patch patch, SurroundingsSettings settings, long seed) {
        Surroundings.draw(settings, KeyedRandom.of(seed)).orElseThrow().apply(patch, SPACING);
    }

    @Test
    void levelsAreThoseInsideTheOrgan() {
        Patch patch = patch();
        for (int n = 0; n < patch.image.length; n++) {
            patch.image[n] += distance(ORGAN, n) > RADIUS - 5 ? -0.4f : 0;
        }
        TissueLevels levels = TissueLevels.of(patch, -1).orElseThrow();
        assertThat(levels.organ()).isCloseTo(1, within(0.02));
        assertThat(levels.fat()).isEqualTo(-1);
        assertThat(LEVELS.contrast()).isEqualTo(2);
        assertThat(LEVELS.fatShare(0)).isEqualTo(0.5);
        assertThat(LEVELS.fatShare(-3)).isEqualTo(1);
        assertThat(LEVELS.fatShare(3)).isZero();
    }

    @Test
    void whereTheOrganSaysTooLittleThePatchStays() {
        Patch background = patch();
        Arrays.fill(background.label, (byte) 0);
        Patch dark = patch();
        SurroundingsSettings above = new SurroundingsSettings(1, 6, 0.45, Optional.of(1.5));
        for (long seed = 0; seed < 5; seed++) {
            apply(background, ALWAYS, seed);
            apply(dark, above, seed);
        }
        assertThat(background.image).isEqualTo(patch().image);
        assertThat(dark.image).isEqualTo(patch().image);
    }

    @Test
    void tissueTakesTheRoomOfFatAlone() {
        Patch patch = patch();
        Patch before = patch();
        Point inFat = new Point(75, 20, 20);
        TissueBrush brush = new TissueBrush(patch, SPACING, LEVELS);
        brush.draw(ball(inFat, 20), 1, 0.9, 5, 0.9);
        brush.draw(ball(TISSUE, 10), 1, 0.9, 5, 0.9);
        int[] drawn = voxels(n -> distance(inFat, n) < 14);
        int[] inTissue = voxels(n -> distance(TISSUE, n) < 6);
        assertThat(drawn).hasSizeGreaterThan(50);
        assertThat(inTissue).hasSizeGreaterThan(5);
        for (int n : drawn) {
            assertThat(patch.image[n]).isCloseTo(0.9f, within(0.1f));
        }
        // Three quarters of the way from fat to the organ, it counts as a quarter of fat.
        for (int n : inTissue) {
            assertThat(patch.image[n]).isCloseTo(0.5f + 0.25f * 1.9f, within(0.05f));
        }
        for (int n : voxels(m -> distance(inFat, m) > 35 && distance(TISSUE, m) > 25)) {
            assertThat(patch.image[n]).isEqualTo(before.image[n]);
        }
    }

    @Test
    void aFilledTubeHasAWall() {
        Patch patch = patch();
        Point centre = new Point(100, 20, 80);
        new TissueBrush(patch, SPACING, LEVELS).draw(ball(centre, 18), 1, 0.8, 6, -1.8);
        // Gas is darker than anything that this patch has, so it is as dark as that.
        int[] middle = voxels(n -> distance(centre, n) < 5);
        assertThat(middle).isNotEmpty();
        for (int n : middle) {
            assertThat(patch.image[n]).isEqualTo(-1);
        }
        double brightest = IntStream.of(voxels(n -> Math.abs(distance(centre, n) - 15) < 2))
                .mapToDouble(n -> patch.image[n])
                .max()
                .orElseThrow();
        assertThat(brightest).isBetween(0.2, 0.85);
    }

    @Test
    void fatHidesTissueAndNotTheOrgan() {
        Patch patch = patch();
        new TissueBrush(patch, SPACING, LEVELS).hide(ball(TISSUE, 40), 1, KeyedRandom.of(1));
        Patch before = patch();
        for (int n = 0; n < patch.image.length; n++) {
            boolean isTissue = distance(TISSUE, n) < RADIUS + 10;
            assertThat(patch.image[n]).isCloseTo(isTissue ? -1 : before.image[n], within(0.5f));
        }
    }

    @Test
    void fatHasTheNoiseOfThePatchsOwn() {
        Patch patch = patch();
        KeyedRandom noise = KeyedRandom.of(7);
        for (int n = 0; n < patch.image.length; n++) {
            patch.image[n] += (float) (0.1 * noise.gaussian());
        }
        new TissueBrush(patch, SPACING, LEVELS).hide(ball(TISSUE, 40), 1, KeyedRandom.of(1));
        int[] hidden = voxels(n -> distance(TISSUE, n) < RADIUS);
        double mean =
                IntStream.of(hidden).mapToDouble(n -> patch.image[n]).average().orElseThrow();
        double square = IntStream.of(hidden)
                .mapToDouble(n -> (patch.image[n] - mean) * (patch.image[n] - mean))
                .average()
                .orElseThrow();
        // Some 1000 voxels.
        assertThat(hidden).hasSizeGreaterThan(800);
        assertThat(mean).isCloseTo(-1, within(0.02));
        assertThat(Math.sqrt(square)).isCloseTo(0.1, within(0.012));
    }

    @Test
    void neitherGasNorBoneIsTouched() {
        for (float value : new float[] {-1.7f, 2.1f}) {
            Patch patch = patch();
            int[] changed = voxels(n -> distance(TISSUE, n) <= RADIUS);
            for (int n : changed) {
                patch.image[n] = value;
            }
            TissueBrush brush = new TissueBrush(patch, SPACING, LEVELS);
            brush.draw(ball(TISSUE, 40), 1, 0.9, 5, 0.9);
            brush.hide(ball(TISSUE, 40), 1, KeyedRandom.of(1));
            for (int n : voxels(m -> distance(TISSUE, m) < RADIUS - 8)) {
                assertThat(patch.image[n]).isEqualTo(value);
            }
        }
    }

    @Test
    void theOrganStaysAndItsOutlineShows() {
        Patch tissue = patch();
        Patch fat = patch();
        new TissueBrush(tissue, SPACING, LEVELS).draw(ball(ORGAN, 45), 0, 1, 5, 1);
        new TissueBrush(fat, SPACING, LEVELS).hide(ball(TISSUE, 90), 0, KeyedRandom.of(1));
        Patch before = patch();
        int touching = 0;
        for (int n = 0; n < before.image.length; n++) {
            boolean touches = before.label[n] == 0 && isNextToTheOrgan(before, n);
            touching += touches ? 1 : 0;
            if (touches || before.label[n] != 0) {
                assertThat(tissue.image[n]).isEqualTo(before.image[n]);
                assertThat(fat.image[n]).isEqualTo(before.image[n]);
            }
        }
        assertThat(touching).isGreaterThan(100);
        double around = IntStream.of(voxels(n -> Math.abs(distance(ORGAN, n) - 36) < 3))
                .mapToDouble(n -> tissue.image[n])
                .average()
                .orElseThrow();
        assertThat(around).isGreaterThan(0.9);
    }

    /** The organ lies nowhere at the patch's border. */
    private static boolean isNextToTheOrgan(Patch patch, int voxel) {
        int slice = SIZE.x() * SIZE.y();
        return IntStream.of(-1, 1, -SIZE.x(), SIZE.x(), -slice, slice)
                .map(step -> voxel + step)
                .anyMatch(n -> n >= 0 && n < patch.label.length && patch.label[n] != 0);
    }

    @Test
    void tubesLieAroundTheOrgan() {
        Patch before = patch();
        double near = 0;
        double far = 0;
        for (long seed = 0; seed < 40; seed++) {
            Patch patch = patch();
            apply(patch, ALWAYS, seed);
            for (int n = 0; n < patch.image.length; n++) {
                if (Math.abs(patch.image[n] - before.image[n]) > 0.3) {
                    near += distance(ORGAN, n) < 55 ? 1 : 0;
                    far += distance(ORGAN, n) > 85 ? 1 : 0;
                }
            }
        }
        double shareNear = near / 40 / voxels(n -> distance(ORGAN, n) > RADIUS && distance(ORGAN, n) < 55).length;
        double shareFar = far / 40 / voxels(n -> distance(ORGAN, n) > 85).length;
        assertThat(shareNear).isGreaterThan(0.03);
        assertThat(shareNear).isGreaterThan(2 * shareFar);
    }

    @Test
    void theSameDrawsMakeTheSamePatch() {
        Surroundings drawn = Surroundings.draw(ALWAYS, KeyedRandom.of(3)).orElseThrow();
        Patch once = patch();
        Patch again = patch();
        drawn.apply(once, SPACING);
        drawn.apply(again, SPACING);
        assertThat(again.image).isEqualTo(once.image);
        assertThat(once.image).isNotEqualTo(patch().image);
    }

    @Test
    void settingsThatNobodyCanDraw() {
        assertThatThrownBy(() -> new SurroundingsSettings(0.5, 6, 0.45, Optional.empty()))
                .hasMessageContaining("fat");
        assertThatThrownBy(() -> new SurroundingsSettings(0.5, 0, 0.45, Optional.of(-1.0)))
                .hasMessageContaining("one tube");
        assertThatThrownBy(() -> new SurroundingsSettings(1.5, 6, 0.45, Optional.of(-1.0)))
                .hasMessageContaining("probability");
        assertThatThrownBy(() -> new SurroundingsSettings(0.5, 6, 45, Optional.of(-1.0)))
                .hasMessageContaining("probability");
    }
}
