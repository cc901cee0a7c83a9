package org.attunet.experiments.sweep;

import java.util.List;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Hands out given trials, each once and in order. */
final class NamedTrials implements CandidateGenerator {
    @JsonProperty
    private final List<Trial> trials;

    private int next;

    NamedTrials(List<Trial> trials) {
        this.trials = List.copyOf(trials);
    }

    @Override
    public boolean hasMoreCandidates() {
        return next < trials.size();
    }

    @Override
    public Candidate<Trial> getCandidate() {
        int index = next++;
        return new Candidate<>(trials.get(index), index, new double[] {index});
    }

    @Override
    public void reportResults(OptimizationResult result) {}

    @Override
    @JsonIgnore
    public ParameterSpace<?> getParameterSpace() {
        return new FixedValue<>(trials);
    }

    @Override
    public void setRngSeed(long seed) {}

    @Override
    @JsonIgnore
    public Class<?> getCandidateType() {
        return Trial.class;
    }
}
