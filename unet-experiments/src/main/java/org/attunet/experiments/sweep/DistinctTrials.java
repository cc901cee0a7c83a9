package org.attunet.experiments.sweep;

import java.util.HashSet;
import java.util.Set;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;

/** Draws again where a search proposes what it has tried: offspring are often equal, a few values soon run out. */
final class DistinctTrials extends ForwardedSearch {
    /** Then there is hardly anything left to find, and the repetition is handed out: it costs no training. */
    private static final int MOST_DRAWS = 100;

    private final Set<Trial> tried = new HashSet<>();
    private int next;

    DistinctTrials(CandidateGenerator search) {
        super(search);
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
}
