package org.attunet.experiments.sweep;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A sweep: either some experiments, each once, or a search from one of them.
 *
 * @param name of the sweep; candidates of a search are called after it
 * @param experiments names or files to be trained one after the other; empty for a search
 * @param seeds each experiment is trained once with each; empty for once with its own
 * @param base where a search starts from
 * @param strategy how candidates of a search are chosen
 * @param candidates how many a search tries
 * @param gridSteps values of each continuous setting on a grid
 * @param rungs rounds of successive halving; 1 trains every candidate to its end
 * @param keep share of the candidates that each round but the last keeps
 * @param seed of the search
 * @param maxMinutes after which no candidate is begun; empty for no limit
 */
public record Sweep(
        String name,
        List<String> experiments,
        List<Long> seeds,
        String base,
        Strategy strategy,
        int candidates,
        int gridSteps,
        int rungs,
        double keep,
        long seed,
        Optional<Double> maxMinutes) {

    /** How candidates of a search are chosen. */
    public enum Strategy {
        /** Independently, at random. */
        RANDOM,
        /** All combinations of evenly spaced values. */
        GRID,
        /** By crossing and changing the best so far. */
        GENETIC
    }

    /** Checks the ranges. */
    public Sweep {
        require(
                name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"),
                "name must be letters, digits, dots and dashes, as files are called after it, not '" + name + "'");
        experiments = List.copyOf(experiments);
        seeds = List.copyOf(seeds);
        require(Set.copyOf(seeds).size() == seeds.size(), "seeds must differ from each other, not " + seeds);
        require(candidates >= 1, "candidates must be at least 1, not " + candidates);
        require(gridSteps >= 2, "grid-steps must be at least 2, the ends of a range, not " + gridSteps);
        require(rungs >= 1, "rungs must be at least 1, not " + rungs);
        require(keep > 0 && keep < 1, "keep must lie between 0 and 1, not " + keep);
        require(maxMinutes.orElse(1.0) > 0, "max-minutes must be positive, not " + maxMinutes);
        require(
                rungs == 1 || strategy != Strategy.GENETIC || !experiments.isEmpty(),
                "a genetic search learns from whole runs, so it needs rungs: 1");
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** The experiments it trains, or the one that a search changes. */
    public List<String> subjects() {
        return isSearch() ? List.of(base) : experiments;
    }

    /** The same with its experiments called otherwise. */
    Sweep calling(UnaryOperator<String> name) {
        return new Sweep(
                this.name,
                experiments.stream().map(name).toList(),
                seeds,
                name.apply(base),
                strategy,
                candidates,
                gridSteps,
                rungs,
                keep,
                seed,
                maxMinutes);
    }

    /** Whether it looks for settings rather than running given ones. */
    public boolean isSearch() {
        return experiments.isEmpty();
    }
}
