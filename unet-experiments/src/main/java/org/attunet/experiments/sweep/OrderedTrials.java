package org.attunet.experiments.sweep;

import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;

/**
 * Makes candidates that are tried side by side the ones that would be tried one after the other: no more than are wanted, results in the
 * candidates' order whatever the order in which they end, and, where a search learns from results, none before the results that it
 * would have learnt from.
 */
final class OrderedTrials extends ForwardedSearch {
    private final int candidates;
    private final int independent;
    private final BooleanSupplier open;
    private final TreeMap<Integer, OptimizationResult> early = new TreeMap<>();
    private int handedOut;
    private int reported;

    /** @param open whether a further candidate may be begun */
    OrderedTrials(Generators generators, BooleanSupplier open) {
        super(generators.generator());
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
}
