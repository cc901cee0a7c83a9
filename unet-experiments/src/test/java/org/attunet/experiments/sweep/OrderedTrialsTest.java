package org.attunet.experiments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.junit.jupiter.api.Test;

/** Candidates side by side are those of one after the other. */
class OrderedTrialsTest {
    private static final List<Trial> TRIALS = IntStream.range(0, 4)
            .mapToObj(n -> Trial.of("baseline", List.of("training.seed=" + n)))
            .toList();

    private final AtomicBoolean open = new AtomicBoolean(true);

    private static OptimizationResult result(Candidate<?> candidate, double score) {
        return new OptimizationResult(candidate, score, candidate.getIndex(), null, null, null);
    }

    @Test
    void noMoreAreHandedOutThanAreWantedOrMayBeBegun() {
        OrderedTrials trials = new OrderedTrials(new Generators(new NamedTrials(TRIALS), 2, 4), open::get);
        trials.getCandidate();
        assertThat(trials.hasMoreCandidates()).isTrue();
        open.set(false);
        assertThat(trials.hasMoreCandidates()).isFalse();
        open.set(true);
        trials.getCandidate();
        assertThat(trials.hasMoreCandidates()).isFalse();
    }

    @Test
    void whatFollowsFromResultsWaitsForAllOfThem() {
        OrderedTrials trials = new OrderedTrials(new Generators(new NamedTrials(TRIALS), 4, 2), open::get);
        Candidate<?> first = trials.getCandidate();
        Candidate<?> second = trials.getCandidate();
        assertThat(trials.hasMoreCandidates()).isFalse();
        trials.reportResults(result(second, 0.5));
        assertThat(trials.hasMoreCandidates()).isFalse();
        trials.reportResults(result(first, 0.5));
        assertThat(trials.hasMoreCandidates()).isTrue();
    }

    /** Two of one score: the first of them goes on, whichever ended first. */
    @Test
    void aRoundOfHalvingDoesNotDependOnWhoEndsFirst() {
        HalvingTrials halving = new HalvingTrials(TRIALS.subList(0, 2), 2, 0.5);
        OrderedTrials trials = new OrderedTrials(new Generators(halving, 3, 3), open::get);
        List<Candidate<?>> round = new ArrayList<>(List.of(trials.getCandidate(), trials.getCandidate()));
        trials.reportResults(result(round.get(1), 0.5));
        assertThat(trials.hasMoreCandidates()).isFalse();
        trials.reportResults(result(round.get(0), 0.5));
        Trial next = (Trial) trials.getCandidate().getValue();
        assertThat(next.assignments()).isEqualTo(TRIALS.get(0).assignments());
    }
}
