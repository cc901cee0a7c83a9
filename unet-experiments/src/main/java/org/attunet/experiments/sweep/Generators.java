package org.attunet.experiments.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.attunet.experiments.settings.ConfigurationException;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator.Mode;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of Arbiter's generators serves a sweep.
 *
 * @param generator that hands out candidates
 * @param candidates how many it will hand out
 * @param independent how many of them, from the first, do not follow from the results of others
 */
record Generators(CandidateGenerator generator, int candidates, int independent) {
    private static final Logger LOG = LoggerFactory.getLogger(Generators.class);
    /** Arbiter keeps a list of all of them. */
    private static final int LARGEST_GRID = 1_000_000;

    static Generators of(SweepFile file, List<Trial> named) {
        Sweep sweep = file.sweep();
        if (!sweep.isSearch()) {
            return new Generators(new NamedTrials(named), named.size(), named.size());
        }
        int candidates = sweep.strategy() == Sweep.Strategy.GRID
                ? Math.min(sweep.candidates(), gridSize(file))
                : sweep.candidates();
        CandidateGenerator search = search(file);
        if (sweep.rungs() == 1) {
            return new Generators(
                    search,
                    candidates,
                    sweep.strategy() == Sweep.Strategy.GENETIC ? GeneticSearch.random(sweep) : candidates);
        }
        List<Trial> trials = drawn(search, sweep, candidates);
        int total = HalvingTrials.total(candidates, sweep.rungs(), sweep.keep());
        // A round waits for the one before by itself.
        return new Generators(new HalvingTrials(trials, sweep.rungs(), sweep.keep()), total, total);
    }

    /** What a candidate of a search is called. */
    static String name(Sweep sweep, int index) {
        return String.format(Locale.ROOT, "%s-%03d", sweep.name(), index + 1);
    }

    private static CandidateGenerator search(SweepFile file) {
        Sweep sweep = file.sweep();
        TrialSpace space = new TrialSpace(sweep.base(), file.space());
        CandidateGenerator generator = switch (sweep.strategy()) {
            case RANDOM -> new DistinctTrials(new RandomSearchGenerator(space, null));
            case GRID -> new GridSearchCandidateGenerator(space, sweep.gridSteps(), Mode.Sequential, null);
            case GENETIC -> new DistinctTrials(GeneticSearch.of(space, sweep));
        };
        generator.setRngSeed(sweep.seed());
        return generator;
    }

    /** Points of a grid; their number is logged where not all are tried. */
    private static int gridSize(SweepFile file) {
        long size = 1;
        for (SearchedSetting setting : file.space()) {
            size *= setting.gridValues(file.sweep().gridSteps());
            if (size > LARGEST_GRID) {
                throw new ConfigurationException(file.source() + ": its grid has more than " + LARGEST_GRID
                        + " points; lower grid-steps, or search at random");
            }
        }
        if (size > file.sweep().candidates()) {
            LOG.warn(
                    "the grid has {} points, of which the first {} are tried; candidates: {} tries all",
                    size,
                    file.sweep().candidates(),
                    size);
        }
        return (int) size;
    }

    private static List<Trial> drawn(CandidateGenerator search, Sweep sweep, int candidates) {
        List<Trial> trials = new ArrayList<>();
        for (int n = 0; n < candidates; n++) {
            trials.add(((Trial) search.getCandidate().getValue()).named(name(sweep, n)));
        }
        return trials;
    }
}
