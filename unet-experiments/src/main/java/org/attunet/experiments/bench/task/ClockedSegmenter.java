package org.attunet.experiments.bench.task;

import org.attunet.data.transform.PreprocessedCase;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.Decision;
import org.attunet.eval.inference.NetworkSegmenter;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.inference.Segmentation;
import org.attunet.eval.inference.Segmenter;

/**
 * One network, its parts on a clock.
 *
 * @param inner does the work
 * @param clock gets the time of preprocessing, and of windows with the decision
 */
record ClockedSegmenter(NetworkSegmenter inner, TaskClock clock) implements Segmenter {
    @Override
    public Segmentation segment(Volume image, Progress progress) {
        PreprocessedCase processed = processed(image);
        return clock.time("windows", () -> inner.segment(image, processed, progress));
    }

    @Override
    public Decision decide(Volume image, Progress progress) {
        PreprocessedCase processed = processed(image);
        return clock.time("windows", () -> inner.decide(image, processed, progress));
    }

    private PreprocessedCase processed(Volume image) {
        return clock.time("preprocessing", () -> inner.pipeline().run(Sample.of(image)));
    }
}
