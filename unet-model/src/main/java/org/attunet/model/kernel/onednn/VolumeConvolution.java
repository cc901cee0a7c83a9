package org.attunet.model.kernel.onednn;

import java.util.Optional;
import org.attunet.model.kernel.ChannelAffine;
import org.attunet.model.kernel.Convolution;
import org.attunet.model.kernel.Epilogue;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;
import org.bytedeco.javacpp.FloatPointer;

/** A convolution of channels-last activations, forward and backward, for one size; weights [out, in, k, k, k]. */
abstract class VolumeConvolution implements Convolution<Voxels> {
    private final Arena arena;

    VolumeConvolution(Arena arena) {
        this.arena = arena;
    }

    /** The fastest known way for a size. */
    static VolumeConvolution of(Dnn dnn, Shape in, int out, Stencil kernel, long row, Epilogue epilogue) {
        VolumeConvolution direct = new ChannelsLastConvolution(dnn, in, out, kernel, row, epilogue);
        return row == kernel.rowLength(in.channels()) && NarrowOutputConvolution.pays(in.channels(), out, kernel)
                ? new NarrowOutputConvolution(dnn, in, out, direct, epilogue)
                : direct;
    }

    /** The same of a 3×3×3 kernel within a slab, forward: the input has a plane of the first axis more on both sides than the output. */
    static VolumeConvolution ofSlab(Dnn dnn, Shape in, int out, Epilogue epilogue) {
        VolumeConvolution direct = ChannelsLastConvolution.ofSlab(dnn, in, out, epilogue);
        return NarrowOutputConvolution.pays(in.channels(), out, Stencil.same(3))
                ? NarrowOutputConvolution.ofSlab(dnn, in, out, direct, epilogue)
                : direct;
    }

    /** The weights as {@link #forwardPrepared} wants them, in memory of the arena that the caller gives back. */
    abstract FloatPointer prepare(FloatPointer weights);

    /** Fills {@code y}, or adds to it where the epilogue adds. */
    abstract void forwardPrepared(Voxels x, FloatPointer prepared, FloatPointer bias, Voxels y);

    /** Fills the gradients by weights and, where there is a bias, by it. */
    abstract void backwardWeights(Voxels x, Voxels dy, FloatPointer dw, FloatPointer db);

    /** Fills the gradient by the input. */
    abstract void backwardData(Voxels dy, FloatPointer weights, Voxels dx);

    private static FloatPointer values(Parameter<Voxels> parameter) {
        return parameter == null ? null : parameter.values().memory();
    }

    @Override
    public void forward(Voxels x, Parameter<Voxels> weights, Parameter<Voxels> bias, Voxels y) {
        FloatPointer prepared = prepare(values(weights));
        forwardPrepared(x, prepared, values(bias), y);
        arena.give(prepared);
    }

    @Override
    public void backward(Voxels x, Voxels dy, Parameter<Voxels> weights, Parameter<Voxels> bias, Voxels dx) {
        FloatPointer db = bias == null ? null : bias.gradient().memory();
        backwardWeights(x, dy, weights.gradient().memory(), db);
        if (dx != null) {
            backwardData(dy, values(weights), dx);
        }
    }

    @Override
    public Prepared<Voxels> prepare(Parameter<Voxels> weights, Parameter<Voxels> bias, Optional<ChannelAffine> folded) {
        float[] w = floats(weights);
        float[] b = floats(bias);
        folded.ifPresent(map -> map.fold(w, b));
        FloatPointer plain = arena.take(w.length);
        plain.put(w);
        FloatPointer prepared = prepare(plain);
        arena.give(plain);
        FloatPointer offsets = arena.take(b.length);
        offsets.put(b);
        return new Prepared<>() {
            @Override
            public void forward(Voxels x, Voxels y) {
                forwardPrepared(x, prepared, offsets, y);
            }

            @Override
            public void close() {
                arena.give(prepared);
                arena.give(offsets);
            }
        };
    }

    private static float[] floats(Parameter<Voxels> parameter) {
        float[] floats = new float[(int) parameter.values().extent().length()];
        parameter.values().memory().get(floats);
        return floats;
    }
}
