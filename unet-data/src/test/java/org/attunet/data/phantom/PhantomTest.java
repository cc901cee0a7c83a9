package org.attunet.data.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PhantomTest {
    private static final Map<Difficulty, List<Phantom>> CASES = new EnumMap<>(Difficulty.class);

    @BeforeAll
    static void generate() {
        for (Difficulty difficulty : Difficulty.values()) {
            PhantomSettings settings = PhantomSettings.cube(6, 64, 11, difficulty);
            CASES.put(
                    difficulty,
                    IntStream.rangeClosed(1, settings.cases())
                            .mapToObj(number -> Phantom.generate(settings, number))
                            .toList());
        }
    }

    private static long checksum(Phantom phantom) {
        short[] hu = phantom.image().shorts();
        ByteBuffer bytes = ByteBuffer.allocate(2 * hu.length);
        bytes.asShortBuffer().put(hu);
        CRC32 crc = new CRC32();
        crc.update(bytes.array());
        crc.update(phantom.label().labels());
        return crc.getValue();
    }

    private static DoubleStream inLabel(Phantom phantom) {
        return IntStream.range(0, phantom.label().labels().length)
                .filter(voxel -> phantom.label().get(voxel) == 1)
                .mapToDouble(voxel -> phantom.image().get(voxel));
    }

    private static double mean(List<Phantom> cases, ToDoubleFunction<Phantom> value) {
        return cases.stream().mapToDouble(value).average().orElseThrow();
    }

    private static double sd(Phantom phantom) {
        double mean = inLabel(phantom).average().orElseThrow();
        return Math.sqrt(
                inLabel(phantom).map(hu -> (hu - mean) * (hu - mean)).average().orElseThrow());
    }

    /** The checksum is this generator's own, kept so that no machine, JVM or change of code can alter a byte unnoticed. */
    @Test
    void sameSeedGivesTheSameVoxelsForEver() {
        PhantomSettings settings = PhantomSettings.cube(1, 32, 7, Difficulty.MEDIUM);
        assertThat(checksum(Phantom.generate(settings, 1))).isEqualTo(1906873941L);
    }

    @Test
    void threadsChangeNothing() throws Exception {
        PhantomSettings settings = PhantomSettings.cube(1, 24, 7, Difficulty.HARD);
        long parallel = checksum(Phantom.generate(settings, 1));
        ForkJoinPool single = new ForkJoinPool(1);
        try {
            long alone =
                    single.submit(() -> checksum(Phantom.generate(settings, 1))).get();
            assertThat(alone).isEqualTo(parallel);
        } finally {
            single.shutdown();
        }
    }

    @Test
    void otherSeedsAndNumbersGiveOtherVoxels() {
        PhantomSettings one = PhantomSettings.cube(2, 24, 7, Difficulty.MEDIUM);
        PhantomSettings other = PhantomSettings.cube(2, 24, 8, Difficulty.MEDIUM);
        assertThat(List.of(
                        checksum(Phantom.generate(one, 1)),
                        checksum(Phantom.generate(one, 2)),
                        checksum(Phantom.generate(other, 1)),
                        checksum(Phantom.generate(other, 2))))
                .doesNotHaveDuplicates();
    }

    @Test
    void aCaseDoesNotDependOnHowManyThereAre() {
        Phantom ofFew = Phantom.generate(PhantomSettings.cube(3, 24, 7, Difficulty.MEDIUM), 3);
        Phantom ofMany = Phantom.generate(PhantomSettings.cube(99, 24, 7, Difficulty.MEDIUM), 3);
        assertThat(checksum(ofFew)).isEqualTo(checksum(ofMany));
        assertThat(ofFew.id()).isEqualTo(ofMany.id()).isEqualTo("phantom_003");
    }

    /**
     * Means over 24 cases of an independent implementation of the same recipe (NumPy 2.4): 785 label voxels (476 to 1461),
     * 52.7 ml, pancreas 26.3 HU with standard deviation 22.8, whole image −407 HU.
     */
    @Test
    void statisticsAgreeWithAnIndependentImplementation() {
        List<Phantom> cases = CASES.get(Difficulty.MEDIUM);
        assertThat(cases).allSatisfy(phantom -> {
            assertThat(phantom.label().count(1)).as(phantom.id()).isBetween(300, 1700);
            assertThat(sd(phantom)).as(phantom.id()).isBetween(17.0, 34.0);
        });
        assertThat(mean(cases, phantom -> phantom.label().millilitres(1))).isBetween(45.0, 80.0);
        assertThat(mean(cases, phantom -> inLabel(phantom).average().orElseThrow()))
                .isBetween(23.0, 30.0);
        assertThat(mean(cases, PhantomTest::sd)).isBetween(20.0, 26.0);
        assertThat(mean(
                        cases,
                        phantom -> IntStream.range(0, phantom.image().size().voxels())
                                .mapToDouble(phantom.image()::get)
                                .average()
                                .orElseThrow()))
                .isCloseTo(-407, within(60.0));
    }

    @Test
    void noHuWindowFindsThePancreas() {
        for (Difficulty difficulty : Difficulty.values()) {
            assertThat(CASES.get(difficulty))
                    .allSatisfy(phantom -> assertThat(bestWindowDice(phantom))
                            .as(difficulty + " " + phantom.id())
                            .isLessThan(0.12));
        }
    }

    private static double bestWindowDice(Phantom phantom) {
        int lowest = -150;
        int count = 300;
        int[] all = new int[count + 1];
        int[] inside = new int[count + 1];
        for (int voxel = 0; voxel < phantom.image().size().voxels(); voxel++) {
            int bin = (int) phantom.image().get(voxel) - lowest;
            if (bin >= 0 && bin < count) {
                all[bin + 1]++;
                inside[bin + 1] += phantom.label().get(voxel);
            }
        }
        for (int bin = 0; bin < count; bin++) {
            all[bin + 1] += all[bin];
            inside[bin + 1] += inside[bin];
        }
        double best = 0;
        int organ = phantom.label().count(1);
        for (int low = 0; low < count; low++) {
            for (int high = low + 1; high <= count; high++) {
                best = Math.max(best, 2.0 * (inside[high] - inside[low]) / (all[high] - all[low] + organ));
            }
        }
        return best;
    }

    @Test
    void everySizeCoversTheSameMillimetres() {
        for (Size size : List.of(Size.cube(16), Size.cube(64), new Size(80, 40, 33))) {
            Geometry geometry = new PhantomSettings(1, size, 0, Difficulty.EASY).geometry();
            assertThat(geometry.spacing().x() * size.x()).isCloseTo(320, within(1e-9));
            assertThat(geometry.spacing().y() * size.y()).isCloseTo(268.8, within(1e-9));
            assertThat(geometry.spacing().z() * size.z()).isCloseTo(204.8, within(1e-9));
            assertThat(geometry.affine().apply((size.x() - 1) / 2.0, (size.y() - 1) / 2.0, (size.z() - 1) / 2.0))
                    .containsExactly(new double[] {0, 0, 0}, within(1e-9));
        }
        assertThat(PhantomSettings.cube(1, 64, 0, Difficulty.EASY).geometry().spacing())
                .satisfies(spacing ->
                        assertThat(spacing.toArray()).containsExactly(new double[] {5, 4.2, 3.2}, within(1e-9)));
    }

    @Test
    void anotherSizeShowsTheSameBody() {
        for (int seed = 1; seed <= 3; seed++) {
            double coarse = Phantom.generate(PhantomSettings.cube(1, 48, seed, Difficulty.MEDIUM), 1)
                    .label()
                    .millilitres(1);
            double fine = Phantom.generate(new PhantomSettings(1, new Size(80, 72, 64), seed, Difficulty.MEDIUM), 1)
                    .label()
                    .millilitres(1);
            assertThat(coarse).as("seed " + seed).isCloseTo(fine, within(0.06 * fine));
        }
    }

    /** A voxel in the body has tissue on all sides: nowhere outward along x or y is there only air. */
    @Test
    void thePancreasLiesInsideTheBody() {
        for (Difficulty difficulty : Difficulty.values()) {
            for (Phantom phantom : CASES.get(difficulty)) {
                Size size = phantom.image().size();
                for (int k = 0; k < size.z(); k++) {
                    for (int j = 0; j < size.y(); j++) {
                        for (int i = 0; i < size.x(); i++) {
                            if (phantom.label().get(i, j, k) == 1 && outsideTheBody(phantom, i, j, k)) {
                                fail("%s %s: voxel %d %d %d", difficulty, phantom.id(), i, j, k);
                            }
                        }
                    }
                }
            }
        }
    }

    private static boolean outsideTheBody(Phantom phantom, int i, int j, int k) {
        Size size = phantom.image().size();
        boolean left = IntStream.rangeClosed(0, i).allMatch(n -> air(phantom, n, j, k));
        boolean right = IntStream.range(i, size.x()).allMatch(n -> air(phantom, n, j, k));
        boolean behind = IntStream.rangeClosed(0, j).allMatch(n -> air(phantom, i, n, k));
        boolean before = IntStream.range(j, size.y()).allMatch(n -> air(phantom, i, n, k));
        return left || right || behind || before;
    }

    private static boolean air(Phantom phantom, int i, int j, int k) {
        return phantom.image().get(i, j, k) < -500;
    }

    @Test
    void difficultiesAreOrdered() {
        assertThat(Difficulty.EASY.contrast()).isGreaterThan(Difficulty.MEDIUM.contrast());
        assertThat(Difficulty.MEDIUM.contrast()).isGreaterThan(Difficulty.HARD.contrast());
        double easy = mean(CASES.get(Difficulty.EASY), PhantomTest::bestWindowDice);
        double medium = mean(CASES.get(Difficulty.MEDIUM), PhantomTest::bestWindowDice);
        double hard = mean(CASES.get(Difficulty.HARD), PhantomTest::bestWindowDice);
        assertThat(easy).isGreaterThan(medium);
        assertThat(medium).isGreaterThan(hard);
    }
}
