package org.attunet.model.engine;

import org.nd4j.linalg.factory.Nd4j;

/**
 * Dropout: in training each number is kept with a probability, and then divided by it. Which ones follows from one number drawn of
 * ND4J's generator a step, so the same seed drops the same on any number of threads.
 */
final class DropStep implements Step {
    private final Value in;
    private final Value out;
    private final double kept;
    private long seed;

    /**
     * @param kept probability to be kept
     */
    DropStep(Value in, Value out, double kept) {
        this.in = in;
        this.out = out;
        this.kept = kept;
    }

    @Override
    public void infer() {
        Passes.copy(in.data(), out.open());
        in.read();
    }

    @Override
    public void forward() {
        seed = Nd4j.getRandom().nextLong();
        drop(in.data(), out.open());
    }

    @Override
    public void backward() {
        drop(out.gradient(), out.gradient());
        if (in.hasGradient()) {
            Passes.add(out.gradient(), in.gradient());
        } else {
            Passes.copy(out.gradient(), in.gradient());
        }
        out.release();
    }

    private void drop(Voxels from, Voxels to) {
        Spans spans = new Spans(from.extent());
        long length = from.extent().sampleLength();
        spans.inParallel((number, sample) -> {
            float[] v = Scratch.array(0, spans.chunk());
            spans.chunks(number, (start, count) -> {
                from.read(sample, start, v, count);
                for (int n = 0; n < count; n++) {
                    v[n] = uniform(sample * length + start + n) < kept ? (float) (v[n] / kept) : 0;
                }
                to.write(sample, start, v, count);
            });
        });
    }

    /** In [0, 1): the number's place, mixed as in SplitMix64. */
    private double uniform(long place) {
        long z = seed + place * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
    }
}
