package org.attunet.eval.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {
    private static final Set<Unseen> ALL = Set.of(Unseen.values());
    private static final TrainedOn SEEN = new TrainedOn(
            true,
            Optional.of(Set.of(0)),
            Optional.of(SpacingRange.of(List.of(new Spacing(4, 5, 3), new Spacing(5, 5, 6)))),
            Optional.empty());

    private static Geometry grid(double x, double y, double z) {
        return new Geometry(Size.cube(4), Affine.diagonal(new Spacing(x, y, z), 0, 0, 0));
    }

    private static Coverage coverage(boolean resampled, TrainedOn seen, Set<Unseen> accepted) {
        return new Coverage("m", resampled, seen, accepted);
    }

    /** Seen are 4…5 × 5 × 3…6 mm: 2…10 × 2.5…10 × 1.5…12 mm are near. */
    @ParameterizedTest
    @CsvSource({"2,5,5", "10,5,5", "4,2.5,5", "4,10,5", "4,5,1.5", "4,5,12"})
    void upToAFactorOfTwoIsTaken(double x, double y, double z) {
        assertThat(coverage(false, SEEN, Set.of()).scan("s", grid(x, y, z))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.99,5,5", "10.1,5,5", "4,2.49,5", "4,10.1,5", "4,5,1.49", "4,5,12.1", "0.6,0.6,0.6"})
    void beyondAFactorOfTwoOnAnyAxisIsRefusedUnlessAccepted(double x, double y, double z) {
        Geometry grid = grid(x, y, z);
        assertThatThrownBy(() -> coverage(false, SEEN, Set.of(Unseen.FLIPS)).scan("s.nii", grid))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("s.nii", "4.00…5.00 × 5.00 × 3.00…6.00 mm", "--accept spacing", "[M1]");
        assertThat(coverage(false, SEEN, ALL).scan("s", grid))
                .extracting(Finding::code, Finding::severity)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("M1", Severity.WARNING));
        assertThat(coverage(true, SEEN, Set.of()).scan("s", grid)).isEmpty();
        assertThat(coverage(false, TrainedOn.UNKNOWN, Set.of()).scan("s", grid)).isEmpty();
    }

    @Test
    void sizesThatNoScanHasAreToldAsTheyAre() {
        assertThat(coverage(false, SEEN, ALL).scan("s", grid(1e-4, 0.01, 1e6)))
                .extracting(Finding::message)
                .allMatch(message -> message.contains("voxels of 0.000100 × 0.0100 × 1.00e+06 mm"));
    }

    /** A file's first axis may be the body's third. */
    @Test
    void spacingsAreComparedAlongTheBodysAxes() {
        Geometry sagittal =
                new Geometry(Size.cube(4), Affine.of(new double[][] {{0, 0, -4, 0}, {5, 0, 0, 0}, {0, 12, 0, 0}}));
        assertThat(SpacingRange.alongBody(sagittal)).isEqualTo(new Spacing(4, 5, 12));
        assertThat(coverage(false, SEEN, Set.of()).scan("s", sagittal)).isEmpty();
    }

    @Test
    void flipsThatWereNotSeenAreRefusedUnlessAccepted() {
        assertThat(coverage(true, SEEN, Set.of()).begin(Set.of(0))).isEmpty();
        assertThatThrownBy(() -> coverage(true, SEEN, Set.of(Unseen.SPACING)).begin(Set.of(0, 1, 2)))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("mirrored along y and z", "trained with: x", "--accept flips", "[M2]");
        assertThat(coverage(true, SEEN, ALL).begin(Set.of(1)))
                .extracting(Finding::code)
                .containsExactly("M2");
    }

    @Test
    void whatNobodyKnowsIsAWarning() {
        assertThat(coverage(false, TrainedOn.UNKNOWN, Set.of()).begin(Set.of(1)))
                .extracting(Finding::code)
                .containsExactly("M2", "M1");
        assertThat(coverage(true, TrainedOn.UNKNOWN, Set.of()).begin(Set.of())).isEmpty();
    }

    @Test
    void weightsThatNobodyNamedAPreprocessingForAreRefusedUnlessAccepted() {
        TrainedOn imported = TrainedOn.UNKNOWN.withoutPreprocessing();
        assertThatThrownBy(() -> coverage(true, imported, Set.of()).begin(Set.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("--experiment", "[M5]");
        assertThat(coverage(true, imported, ALL).begin(Set.of()))
                .extracting(Finding::code)
                .containsExactly("M5");
    }

    @Test
    void emptyClassesAndDroppedPiecesAreSaid() {
        byte[] labels = new byte[64];
        labels[0] = 1;
        labels[1] = 1;
        labels[3] = 1;
        labels[63] = 1;
        Mask mask = new Mask(grid(10, 10, 10), labels);
        List<String> classes = List.of("background", "pancreas", "tumour");

        Postprocessing.Result result = new Postprocessing(0, true, false).run(mask, classes);
        assertThat(result.mask().count(1)).isEqualTo(2);
        assertThat(result.findings()).extracting(Finding::code).containsOnly("M3");
        assertThat(result.findings().get(0).message()).contains("of pancreas, 2 pieces", "2.00 ml of 4.00 ml");
        assertThat(result.findings().get(1).message()).contains("tumour, 0 ml").doesNotContain("mask is empty");

        Postprocessing.Result large = new Postprocessing(1.5, false, false).run(mask, classes);
        assertThat(large.mask().count(1)).isEqualTo(2);
        assertThat(large.findings().get(0).message())
                .contains("of pancreas, 2 pieces below 1.5 ml, 2.00 ml of 4.00 ml");
        Postprocessing.Result exactly = new Postprocessing(2, false, false).run(mask, classes);
        assertThat(exactly.mask().count(1)).isEqualTo(2);

        Mask empty = new Mask(mask.geometry(), new byte[64]);
        assertThat(Postprocessing.NONE.run(empty, classes.subList(0, 2)).findings())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("pancreas, 0 ml: the mask is empty");
    }
}
