package org.attunet.experiments.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator.Mode;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;

/** Which of Arbiter's generators serves a sweep, and how many candidates it will hand out. */
record Generators(CandidateGenerator generator, int candidates) {
    static Generators of(SweepFile file, List<Trial> named) {
        Sweep sweep = file.sweep();
        if (!sweep.isSearch()) {
            return new Generators(new NamedTrials(named), named.size());
        }
        CandidateGenerator search = search(file);
        int candidates = sweep.strategy() == Sweep.Strategy.GRID
                ? Math.min(sweep.candidates(), gridSize(file))
                : sweep.candidates();
        if (sweep.rungs() == 1) {
            return new Generators(search, candidates);
        }
        List<Trial> trials = drawn(search, sweep, candidates);
        return new Generators(
                new HalvingTrials(trials, sweep.rungs(), sweep.keep()),
                HalvingTrials.total(candidates, sweep.rungs(), sweep.keep()));
    }

    /** What a candidate of a search is called. */
    static String name(Sweep sweep, int index) {
        return String.format(Locale.ROOT, "%s-%03d", sweep.name(), index + 1);
    }

    private static CandidateGenerator search(SweepFile file) {
        Sweep sweep = file.sweep();
        TrialSpace space = new TrialSpace(sweep.base(), file.space());
        CandidateGenerator generator = switch (sweep.strategy()) {
            case RANDOM -> new RandomSearchGenerator(space, null);
            case GRID -> new GridSearchCandidateGenerator(space, sweep.gridSteps(), Mode.Sequential, null);
            case GENETIC -> GeneticSearch.of(space, sweep);
        };
        generator.setRngSeed(sweep.seed());
        return generator;
    }

    private static int gridSize(SweepFile file) {
        return file.space().stream()
                .mapToInt(setting -> setting.isDiscrete()
                        ? setting.values().size()
                        : file.sweep().gridSteps())
                .reduce(1, Math::multiplyExact);
    }

    private static List<Trial> drawn(CandidateGenerator search, Sweep sweep, int candidates) {
        List<Trial> trials = new ArrayList<>();
        for (int n = 0; n < candidates; n++) {
            trials.add(((Trial) search.getCandidate().getValue()).named(name(sweep, n)));
        }
        return trials;
    }
}
