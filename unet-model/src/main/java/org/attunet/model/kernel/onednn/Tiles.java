package org.attunet.model.kernel.onednn;

import java.util.stream.IntStream;
import org.attunet.model.kernel.Shape;

/**
 * Cuts activations into spans of whole voxels that threads take one by one, and spans into chunks that stay in the first-level cache.
 * Both depend on the extent alone, so sums come out the same however many threads there are.
 */
final class Tiles {
    private static final int CHUNK = 1024;
    private static final int CHUNKS_OF_SPAN = 32;

    private final Shape extent;
    private final int chunk;
    private final int span;
    private final int spansOfSample;

    Tiles(Shape extent) {
        this.extent = extent;
        this.chunk = Math.max(1, CHUNK / extent.channels()) * extent.channels();
        this.span = chunk * CHUNKS_OF_SPAN;
        this.spansOfSample = (int) ((extent.sampleLength() + span - 1) / span);
    }

    /** Numbers of a chunk, a multiple of the channels. */
    int chunk() {
        return chunk;
    }

    int count() {
        return extent.samples() * spansOfSample;
    }

    int sample(int span) {
        return span / spansOfSample;
    }

    /** What to do with a span. */
    interface Body {
        void accept(int span, int sample);
    }

    /** What to do with a chunk: {@code count} numbers of the sample from {@code start} on. */
    interface Chunk {
        void accept(int start, int count);
    }

    void inParallel(Body body) {
        IntStream.range(0, count()).parallel().forEach(n -> body.accept(n, sample(n)));
    }

    void chunks(int number, Chunk body) {
        int start = number % spansOfSample * span;
        int end = (int) Math.min(extent.sampleLength(), (long) start + span);
        for (int at = start; at < end; at += chunk) {
            body.accept(at, Math.min(chunk, end - at));
        }
    }

    /** Values of each sample's channels, repeated over a chunk: {@code tiles[sample][n] = perPlane[sample · C + n mod C]}. */
    float[][] tiles(double[] perPlane) {
        int channels = extent.channels();
        float[][] tiles = new float[extent.samples()][chunk];
        for (int sample = 0; sample < tiles.length; sample++) {
            for (int n = 0; n < chunk; n++) {
                tiles[sample][n] = (float) perPlane[sample * channels + n % channels];
            }
        }
        return tiles;
    }

    /** Sums of each sample's channels from sums over chunks of each span, [spans][chunk]. */
    double[] fold(float[][] sums) {
        int channels = extent.channels();
        double[] perPlane = new double[extent.samples() * channels];
        for (int number = 0; number < sums.length; number++) {
            int first = sample(number) * channels;
            for (int start = 0; start < chunk; start += channels) {
                for (int c = 0; c < channels; c++) {
                    perPlane[first + c] += sums[number][start + c];
                }
            }
        }
        return perPlane;
    }
}
