package org.attunet.experiments.sweep;

import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Makes candidates that are tried side by side the ones that would be tried one after the other: no more than are wanted, results in the
 * candidates' order whatever the order in which they end, and, where a search learns from results, none before the results that it
 * would have learnt from.
 */
final class OrderedTrials implements CandidateGenerator {
    @JsonProperty
    private final CandidateGenerator search;

    private final int candidates;
    private final int independent;
    private final BooleanSupplier open;
    private final TreeMap<Integer, OptimizationResult> early = new TreeMap<>();
    private int handedOut;
    private int reported;

    /** @param open whether a further candidate may be begun */
    OrderedTrials(Generators generators, BooleanSupplier open) {
        this.search = generators.generator();
        this.candidates = generators.candidates();
        this.independent = generators.independent();
        this.open = open;
    }

    @Override
    public synchronized boolean hasMoreCandidates() {
        boolean mayGoOn = handedOut < independent || handedOut == reported;
        return handedOut < candidates && mayGoOn && open.getAsBoolean() && search.hasMoreCandidates();
    }

    @Override
    public synchronized Candidate<?> getCandidate() {
        Candidate<?> candidate = search.getCandidate();
        candidate.setIndex(handedOut++);
        return candidate;
    }

    @Override
    public synchronized void reportResults(OptimizationResult result) {
        early.put(result.getCandidate().getIndex(), result);
        while (early.containsKey(reported)) {
            search.reportResults(early.remove(reported++));
        }
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
