package org.attunet.experiments.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Successive halving: all trials are trained for a share of their epochs, the better ones go on to a larger share, and so on;
 * the last round trains to the end. Shares grow as trials get fewer, so every round is about as much work. Each trial keeps its
 * schedule and resumes from its checkpoint.
 */
final class HalvingTrials implements CandidateGenerator {
    @JsonProperty
    private final List<Trial> trials;

    private final int rungs;
    private final double keep;
    private final List<Result> results = new ArrayList<>();
    private List<Trial> round;
    private int rung;
    private int next;
    private int handedOut;

    private record Result(Trial trial, double score) {}

    /**
     * @param trials the first round's, each with a name
     * @param rungs rounds
     * @param keep share of the trials that each round but the last keeps
     */
    HalvingTrials(List<Trial> trials, int rungs, double keep) {
        this.trials = List.copyOf(trials);
        this.rungs = rungs;
        this.keep = keep;
        this.round = this.trials;
    }

    /** Candidates of all rounds together. */
    static int total(int trials, int rungs, double keep) {
        int total = 0;
        for (int rung = 0; rung < rungs; rung++) {
            total += survivors(trials, rung, keep);
        }
        return total;
    }

    private static int survivors(int trials, int rung, double keep) {
        return (int) Math.max(1, Math.round(trials * Math.pow(keep, rung)));
    }

    @Override
    public boolean hasMoreCandidates() {
        return next < round.size() || (results.size() == round.size() && rung + 1 < rungs);
    }

    @Override
    public Candidate<Trial> getCandidate() {
        if (next == round.size()) {
            nextRound();
        }
        Trial trial = round.get(next++).upTo(Math.pow(keep, rungs - 1 - rung));
        int index = handedOut++;
        return new Candidate<>(trial, index, new double[] {index});
    }

    private void nextRound() {
        rung++;
        round = results.stream()
                .sorted(Comparator.comparingDouble(Result::score).reversed())
                .limit(survivors(trials.size(), rung, keep))
                .map(Result::trial)
                .toList();
        results.clear();
        next = 0;
    }

    @Override
    public void reportResults(OptimizationResult result) {
        double score = result.getScore() == null ? Double.NEGATIVE_INFINITY : result.getScore();
        results.add(new Result((Trial) result.getCandidate().getValue(), score));
    }

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
