package org.attunet.experiments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.junit.jupiter.api.Test;

class HalvingTrialsTest {
    @Test
    void theBetterHalfGoesOnToTwiceTheEpochs() {
        List<Trial> trials = IntStream.range(0, 8)
                .mapToObj(n -> Trial.of("baseline", List.of()).named("t" + n))
                .toList();
        HalvingTrials generator = new HalvingTrials(trials, 3, 0.5);
        List<String> begun = new ArrayList<>();
        while (generator.hasMoreCandidates()) {
            Candidate<Trial> candidate = generator.getCandidate();
            Trial trial = candidate.getValue();
            begun.add(trial.name() + "@" + trial.share());
            // t7 is best, then t6 …; t5 fails.
            Double score =
                    trial.name().equals("t5") ? null : (double) trial.name().charAt(1);
            generator.reportResults(new OptimizationResult(candidate, score, candidate.getIndex(), null, null, null));
        }
        assertThat(begun.subList(0, 8)).allMatch(name -> name.endsWith("@0.25"));
        assertThat(begun.subList(8, begun.size()))
                .containsExactly("t7@0.5", "t6@0.5", "t4@0.5", "t3@0.5", "t7@1.0", "t6@1.0");
        assertThat(HalvingTrials.total(8, 3, 0.5)).isEqualTo(begun.size());
    }

    @Test
    void nothingIsHandedOutWhileARoundIsNotScored() {
        HalvingTrials generator =
                new HalvingTrials(List.of(Trial.of("a", List.of()), Trial.of("b", List.of())), 2, 0.5);
        generator.getCandidate();
        generator.getCandidate();
        assertThat(generator.hasMoreCandidates()).isFalse();
    }
}
