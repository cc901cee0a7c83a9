package org.attunet.experiments.bench.task;

import java.util.List;
import org.attunet.data.Finding;
import org.attunet.data.transform.PreprocessedCase;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.NetworkSegmenter;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.inference.Segmentation;
import org.attunet.eval.inference.Segmenter;

/**
 * One network, its parts on a clock.
 *
 * @param inner does the work
 * @param clock gets the time of preprocessing, windows and decision
 */
record ClockedSegmenter(NetworkSegmenter inner, TaskClock clock) implements Segmenter {
    @Override
    public Segmentation segment(Volume image, Progress progress) {
        PreprocessedCase processed =
                clock.time("preprocessing", () -> inner.pipeline().run(Sample.of(image)));
        Segmentation found = clock.time("windows", () -> inner.segment(image, processed, progress));
        return new Segmentation() {
            @Override
            public Mask mask() {
                return clock.time("deciding", found::mask);
            }

            @Override
            public List<Finding> findings() {
                return found.findings();
            }

            @Override
            public List<Volume> probabilities() {
                return found.probabilities();
            }
        };
    }
}
