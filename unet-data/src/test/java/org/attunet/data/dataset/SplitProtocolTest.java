package org.attunet.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.attunet.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitProtocolTest {
    private static List<String> ids(int cases) {
        return IntStream.rangeClosed(1, cases).mapToObj("case_%04d"::formatted).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 24, 80})
    void theReferenceSplitIsThatOfNumpy(int cases) throws IOException {
        JsonNode golden = new ObjectMapper().readTree(getClass().getResource("/splits/reference-" + cases + ".json"));
        Split split = SplitProtocol.reference(ids(cases));
        for (String part : List.of("train", "validation", "test")) {
            List<String> expected = new ArrayList<>();
            golden.get(part).forEach(n -> expected.add(ids(cases).get(n.asInt())));
            assertThat(split.part(part)).as(part).isEqualTo(expected);
        }
    }

    @Test
    void thirtyTwoCasesGiveTwentyFourEight() {
        Split split = SplitProtocol.reference(ids(32));
        assertThat(List.of(
                        split.train().size(),
                        split.validation().size(),
                        split.test().size()))
                .containsExactly(20, 4, 8);
    }

    @Test
    void theFoldersOrderIsOfNoMatter() {
        List<String> turned = new ArrayList<>(ids(24));
        Collections.reverse(turned);
        assertThat(SplitProtocol.reference(turned)).isEqualTo(SplitProtocol.reference(ids(24)));
    }

    @Test
    void fourFoldsTestTheCasesPublished() {
        List<String> ct82 = ids(82).stream()
                .filter(id -> !Set.of("case_0025", "case_0070").contains(id))
                .toList();
        List<Split> folds = SplitProtocol.fourFold(ct82, 0);
        assertThat(folds).extracting(fold -> fold.test().size()).containsExactly(20, 19, 21, 20);
        assertThat(folds.get(2).test()).startsWith("case_0041").endsWith("case_0061");
        everyCaseTestsOnce(folds, ct82);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 7})
    void kFoldsTestEveryCaseOnce(int k) {
        everyCaseTestsOnce(SplitProtocol.kFold(ids(23), k, 4), ids(23));
    }

    private static void everyCaseTestsOnce(List<Split> folds, List<String> ids) {
        List<String> tested = new ArrayList<>();
        for (Split fold : folds) {
            tested.addAll(fold.test());
            Set<String> all = new HashSet<>(fold.train());
            all.addAll(fold.validation());
            all.addAll(fold.test());
            assertThat(all).hasSize(ids.size());
            assertThat(fold.train().size()
                            + fold.validation().size()
                            + fold.test().size())
                    .isEqualTo(ids.size());
            assertThat(fold.validation()).isNotEmpty();
        }
        assertThat(tested).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void aRatioCutsWhereItSays() {
        Split split = SplitProtocol.ratio(ids(20), 0.7, 0.1, 3);
        assertThat(List.of(
                        split.train().size(),
                        split.validation().size(),
                        split.test().size()))
                .containsExactly(14, 2, 4);
    }

    @Test
    void anotherSeedIsAnotherSplit() {
        assertThat(SplitProtocol.ratio(ids(20), 0.7, 0.1, 3).test())
                .isNotEqualTo(SplitProtocol.ratio(ids(20), 0.7, 0.1, 4).test());
    }

    /** The folds of four-fold are published ones; the seed draws what validates. */
    @Test
    void anotherSeedIsAnotherValidationPartInEveryFold() {
        everyValidationPartChanges(SplitProtocol.fourFold(ids(82), 0), SplitProtocol.fourFold(ids(82), 1));
        List<Split> folds = SplitProtocol.kFold(ids(80), 4, 3);
        everyValidationPartChanges(folds, SplitProtocol.kFold(ids(80), 4, 4));
        // The shuffle that deals the folds and those that draw from what is left have the same seed.
        for (Split fold : folds) {
            List<String> others = new ArrayList<>(ids(80));
            others.removeAll(fold.test());
            int[] order = new NumpyShuffle(3).permutation(60);
            assertThat(fold.validation())
                    .isEqualTo(IntStream.range(0, 9)
                            .mapToObj(n -> others.get(order[n]))
                            .toList());
        }
    }

    private static void everyValidationPartChanges(List<Split> folds, List<Split> others) {
        for (int n = 0; n < folds.size(); n++) {
            assertThat(folds.get(n).validation())
                    .hasSameSizeAs(others.get(n).validation())
                    .isNotEqualTo(others.get(n).validation());
        }
    }

    @Test
    void tooFewCasesAreRefused() {
        tooFew(() -> SplitProtocol.reference(ids(3)), 4);
        tooFew(() -> SplitProtocol.fourFold(ids(3), 0), 4);
        tooFew(() -> SplitProtocol.kFold(ids(2), 2, 0), 3);
        tooFew(() -> SplitProtocol.kFold(ids(5), 6, 0), 6);
        tooFew(() -> SplitProtocol.ratio(List.of(), 0.5, 0.5, 0), 1);
        assertThat(SplitProtocol.reference(ids(4)).test()).hasSize(1);
        assertThat(SplitProtocol.kFold(ids(3), 3, 0)).hasSize(3);
    }

    private static void tooFew(ThrowingCallable made, int needed) {
        assertThatThrownBy(made)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("at least " + needed + " cases");
    }

    @Test
    void theEndsOfTheFourFoldsAreThePublishedOnes() {
        List<String> ends =
                List.of("case_1", "case_20", "case_21", "case_40", "case_41", "case_61", "case_62", "case_82");
        assertThat(SplitProtocol.fourFold(ends, 0))
                .extracting(Split::test)
                .containsExactly(ends.subList(0, 2), ends.subList(2, 4), ends.subList(4, 6), ends.subList(6, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"case_0", "case_83", "case_x"})
    void fourFoldsAreOfTheNumbersOfCt82Alone(String id) {
        assertThatThrownBy(() -> SplitProtocol.fourFold(List.of("case_1", "case_21", "case_41", "case_62", id), 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(id + " has none of them");
    }

    @Test
    void fourFoldsNeedACaseInEach() {
        assertThatThrownBy(() -> SplitProtocol.fourFold(List.of("case_1", "case_2", "case_21", "case_41"), 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("found [2, 1, 1, 0]");
    }

    /** The shuffle is dealt in its order: 23 cases in five folds end at 23/5, 46/5 … rounded down. */
    @Test
    void kFoldsAreCutFromTheShuffle() {
        int[] order = new NumpyShuffle(4).permutation(23);
        int[] ends = {0, 4, 9, 13, 18, 23};
        List<Split> folds = SplitProtocol.kFold(ids(23), 5, 4);
        for (int n = 0; n < 5; n++) {
            assertThat(folds.get(n).test()).isEqualTo(shuffled(order, ends[n], ends[n + 1]));
            assertThat(folds.get(n).protocol()).isEqualTo("k-fold");
            assertThat(folds.get(n).seed()).isEqualTo(4);
        }
        assertThatThrownBy(() -> SplitProtocol.kFold(ids(23), 1, 4)).hasMessageContaining("at least 2 folds, not 1");
    }

    private static List<String> shuffled(int[] order, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> ids(order.length).get(order[n]))
                .toList();
    }

    /** Ten cases: 0.25 and 0.55 of them are 2.5 and 5.5, and halves go to the even number. */
    @Test
    void aRatioCutsTheShuffleAtRoundedShares() {
        int[] order = new NumpyShuffle(3).permutation(10);
        Split split = SplitProtocol.ratio(ids(10), 0.25, 0.3, 3);
        assertThat(split.train()).isEqualTo(shuffled(order, 0, 2));
        assertThat(split.validation()).isEqualTo(shuffled(order, 2, 6));
        assertThat(split.test()).isEqualTo(shuffled(order, 6, 10));
        assertThat(split.seed()).isEqualTo(3);
    }

    @Test
    void sharesMayBeAllButNoneBeyond() {
        assertThat(SplitProtocol.ratio(ids(10), 1, 0, 0).train()).hasSize(10);
        assertThat(SplitProtocol.ratio(ids(10), 0.5, 0.5, 0).test()).isEmpty();
        for (double[] shares : new double[][] {{0, 0.5}, {-0.1, 0.5}, {0.5, -0.1}, {0.6, 0.41}, {Double.NaN, 0}}) {
            assertThatThrownBy(() -> SplitProtocol.ratio(ids(10), shares[0], shares[1], 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not " + shares[0] + " and " + shares[1]);
        }
    }
}
