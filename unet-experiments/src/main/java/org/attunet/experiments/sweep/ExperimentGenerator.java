package org.attunet.experiments.sweep;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Candidates that are named experiments, each once, in the order given. A candidate's value is the experiment's name. */
final class ExperimentGenerator implements CandidateGenerator {
    @JsonProperty
    private final List<String> experiments;

    private int next;

    ExperimentGenerator(@JsonProperty("experiments") List<String> experiments) {
        this.experiments = List.copyOf(experiments);
    }

    @Override
    public boolean hasMoreCandidates() {
        return next < experiments.size();
    }

    @Override
    public Candidate<String> getCandidate() {
        int index = next++;
        String name = experiments.get(index);
        return new Candidate<>(name, index, new double[] {index}, Map.of("experiment", name), null);
    }

    @Override
    public void reportResults(OptimizationResult result) {
        // The next candidate does not depend on it.
    }

    @Override
    @JsonIgnore
    public ParameterSpace<?> getParameterSpace() {
        return new FixedValue<>(experiments);
    }

    @Override
    public void setRngSeed(long seed) {
        // Nothing is drawn.
    }

    @Override
    @JsonIgnore
    public Class<?> getCandidateType() {
        return String.class;
    }
}
