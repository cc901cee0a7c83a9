package org.attunet.experiments.sweep;

import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Another search's candidates, as they are; what lies around one changes a part of it. */
abstract class ForwardedSearch implements CandidateGenerator {
    @JsonProperty
    final CandidateGenerator search;

    ForwardedSearch(CandidateGenerator search) {
        this.search = search;
    }

    @Override
    public boolean hasMoreCandidates() {
        return search.hasMoreCandidates();
    }

    @Override
    public Candidate<?> getCandidate() {
        return search.getCandidate();
    }

    @Override
    public void reportResults(OptimizationResult result) {
        search.reportResults(result);
    }

    @Override
    @JsonIgnore
    public ParameterSpace<?> getParameterSpace() {
        return search.getParameterSpace();
    }

    @Override
    public void setRngSeed(long seed) {
        search.setRngSeed(seed);
    }

    @Override
    @JsonIgnore
    public Class<?> getCandidateType() {
        return search.getCandidateType();
    }
}
