package org.attunet.experiments.bench.task;

import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.Decision;
import org.attunet.eval.inference.PreparedImage;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.inference.Segmentation;
import org.attunet.eval.inference.Segmenter;

/**
 * A segmenter, its parts on a clock.
 *
 * @param inner does the work
 * @param clock gets the time of preprocessing, and of windows with the decision
 */
record ClockedSegmenter(Segmenter inner, TaskClock clock) implements Segmenter {
    @Override
    public PreparedImage prepare(Volume image) {
        PreparedImage prepared = clock.time("preprocessing", () -> inner.prepare(image));
        return new PreparedImage() {
            @Override
            public Segmentation segment(Progress progress) {
                return clock.time("windows", () -> prepared.segment(progress));
            }

            @Override
            public Decision decide(Progress progress) {
                return clock.time("windows", () -> prepared.decide(progress));
            }
        };
    }
}
