package org.attunet.eval.bench;

import java.util.concurrent.TimeUnit;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.eval.metric.MaskPair;
import org.attunet.eval.metric.Scorer;
import org.attunet.eval.metric.Scores;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Every score of one pair of masks of 512×512×240 voxels of 0.8×0.8×1 mm with an organ of 343 000 voxels, masks in memory, on
 * two threads. The heap is so small that the whole process, both masks of 63 MB included, stays below 1 GB.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx640m", "-XX:ActiveProcessorCount=2"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 10, time = 1)
public class ScoresBenchmark {
    private static final Geometry GRID =
            new Geometry(new Size(512, 512, 240), Affine.diagonal(new Spacing(0.8, 0.8, 1), -200, -200, -120));

    private final MaskPair masks = new MaskPair(organ(258, 249, 121, 0.97), organ(256, 250, 120, 1));

    /** A bent ellipsoid; 343 000 voxels at scale 1. */
    private static Mask organ(double x, double y, double z, double scale) {
        byte[] labels = new byte[GRID.size().voxels()];
        for (int k = 0; k < GRID.size().z(); k++) {
            for (int j = 0; j < GRID.size().y(); j++) {
                for (int i = 0; i < GRID.size().x(); i++) {
                    double along = (i - x) / (92 * scale);
                    double across = (j - y + 30 * along * along) / (29 * scale);
                    double up = (k - z + 12 * along) / (30.7 * scale);
                    labels[GRID.size().index(i, j, k)] = (byte) (along * along + across * across + up * up < 1 ? 1 : 0);
                }
            }
        }
        return new Mask(GRID, labels);
    }

    /** Dice to slice-wise distance, all of them. */
    @Benchmark
    public Scores all() {
        return new Scorer(1).score("case", masks);
    }
}
