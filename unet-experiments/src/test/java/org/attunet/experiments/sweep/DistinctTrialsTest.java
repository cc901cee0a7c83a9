package org.attunet.experiments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.junit.jupiter.api.Test;

class DistinctTrialsTest {
    @Test
    void whatWasTriedIsDrawnAgainUntilNothingIsLeft() {
        SweepFile file = SweepFile.read("""
                space:
                  loss.kind: {values: [dice, dice-ce]}
                  network.gate: {values: [additive, conv-mapping]}
                """, "r.yaml", "r");
        DistinctTrials search =
                new DistinctTrials(new RandomSearchGenerator(new TrialSpace("baseline", file.space()), null));
        search.setRngSeed(1);
        List<Candidate<?>> drawn = IntStream.range(0, 5)
                .<Candidate<?>>mapToObj(n -> search.getCandidate())
                .toList();
        assertThat(drawn).extracting(Candidate::getIndex).containsExactly(0, 1, 2, 3, 4);
        List<Object> trials = drawn.stream().<Object>map(Candidate::getValue).toList();
        assertThat(trials.subList(0, 4)).doesNotHaveDuplicates().contains(trials.get(4));
    }
}
