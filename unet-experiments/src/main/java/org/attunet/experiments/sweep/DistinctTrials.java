package org.attunet.experiments.sweep;

import java.util.HashSet;
import java.util.Set;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Draws again where a search proposes what it has tried: offspring are often equal, a few values soon run out. */
final class DistinctTrials implements CandidateGenerator {
    /** Then there is hardly anything left to find, and the repetition is handed out: it costs no training. */
    private static final int MOST_DRAWS = 100;

    @JsonProperty
    private final CandidateGenerator search;

    private final Set<Trial> tried = new HashSet<>();
    private int next;

    DistinctTrials(CandidateGenerator search) {
        this.search = search;
    }

    @Override
    public boolean hasMoreCandidates() {
        return search.hasMoreCandidates();
    }

    @Override
    public Candidate<?> getCandidate() {
        Candidate<?> candidate = search.getCandidate();
        for (int draw = 1; draw < MOST_DRAWS && !tried.add((Trial) candidate.getValue()); draw++) {
            candidate = search.getCandidate();
        }
        candidate.setIndex(next++);
        return candidate;
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
