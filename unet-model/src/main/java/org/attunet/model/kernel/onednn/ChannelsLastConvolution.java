package org.attunet.model.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import org.attunet.model.kernel.Epilogue;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A convolution of channels-last activations by oneDNN, for one size. Weights come and go in the parameters' own order, [out, in, k,
 * k, k], as floats; they alone are copied to a layout of oneDNN's choice, and rounded to what is multiplied.
 */
final class ChannelsLastConvolution extends VolumeConvolution {
    private static final algorithm DIRECT = algorithm.convolution_direct;

    private final Dnn dnn;
    private final memory.desc source;
    private final memory.desc target;
    private final memory.desc weights;
    private final memory.desc anyWeights;
    private final memory.desc anyGradient;
    private final memory.desc bias;
    private final long[] strides;
    private final long[] padding;
    private final Epilogue epilogue;
    private final convolution_forward.primitive_desc description;
    private DnnPrimitive forward;
    private DnnPrimitive byWeights;
    private DnnPrimitive byData;

    /**
     * @param in size of the input
     * @param out output channels
     * @param kernel where the kernel goes
     * @param rowLength numbers from one output channel's weights to the next's: more than a kernel's own where the weights are some
     *     columns of wider ones
     * @param epilogue what happens to the sums
     */
    ChannelsLastConvolution(Dnn dnn, Shape in, int out, Stencil kernel, long rowLength, Epilogue epilogue) {
        this(dnn, in, kernel.output(in, out), kernel, rowLength, epilogue);
    }

    /** The convolution of a 3×3×3 kernel within a slab: the input has a plane of the first axis more on both sides than the output. */
    static ChannelsLastConvolution ofSlab(Dnn dnn, Shape in, int out, Epilogue epilogue) {
        Stencil kernel = Stencil.same(3);
        Shape inner = new Shape(in.samples(), out, in.x() - 2, in.y(), in.z());
        return new ChannelsLastConvolution(dnn, in, inner, kernel, kernel.rowLength(in.channels()), epilogue);
    }

    private ChannelsLastConvolution(
            Dnn dnn, Shape in, Shape result, Stencil kernel, long rowLength, Epilogue epilogue) {
        super(dnn.arena());
        this.dnn = dnn;
        this.epilogue = epilogue;
        long k = kernel.edge();
        data_type type = dnn.arena().kept().type();
        source = new memory.desc(in.dimensions(), type, format_tag.acdeb);
        target = new memory.desc(result.dimensions(), type, format_tag.acdeb);
        long[] dimensions = {result.channels(), in.channels(), k, k, k};
        weights = new memory.desc(dimensions, data_type.f32, new long[] {rowLength, kernel.taps(), k * k, k, 1});
        anyWeights = new memory.desc(dimensions, type, format_tag.any);
        anyGradient = new memory.desc(dimensions, data_type.f32, format_tag.any);
        bias = new memory.desc(new long[] {result.channels()}, data_type.f32, format_tag.x);
        strides = new long[] {kernel.stride(), kernel.stride(), kernel.stride()};
        boolean isSlab = result.x() != kernel.output(in.x());
        padding = new long[] {isSlab ? 0 : kernel.padding(), kernel.padding(), kernel.padding()};
        description = describe();
    }

    private convolution_forward.primitive_desc describe() {
        prop_kind kind = prop_kind.forward_training;
        convolution_forward.desc what = epilogue.biased()
                ? new convolution_forward.desc(
                        kind, DIRECT, source, anyWeights, bias, target, strides, padding, padding)
                : new convolution_forward.desc(kind, DIRECT, source, anyWeights, target, strides, padding, padding);
        post_ops after = new post_ops();
        if (epilogue.adds()) {
            after.append_sum();
        }
        if (epilogue.slope() != 1) {
            after.append_eltwise(1, algorithm.eltwise_relu, (float) epilogue.slope(), 0);
        }
        primitive_attr attributes = new primitive_attr();
        attributes.set_post_ops(after);
        convolution_forward.primitive_desc chosen =
                new convolution_forward.primitive_desc(what, attributes, dnn.processor());
        Implementations.passOverOddPointwise(chosen, source);
        return chosen;
    }

    @Override
    FloatPointer prepare(FloatPointer w) {
        FloatPointer formatted = forward().weights().take();
        forward().weights().format(w, formatted);
        return formatted;
    }

    @Override
    void forwardPrepared(Voxels x, FloatPointer prepared, FloatPointer b, Voxels y) {
        forward().set(DNNL_ARG_SRC, x.memory());
        forward().set(DNNL_ARG_WEIGHTS, prepared);
        if (epilogue.biased()) {
            forward().set(DNNL_ARG_BIAS, b);
        }
        forward().set(DNNL_ARG_DST, y.memory());
        forward().run();
    }

    private DnnPrimitive forward() {
        if (forward == null) {
            WeightLayout layout = new WeightLayout(dnn, weights, channelsLast(), description.weights_desc());
            forward = new DnnPrimitive(dnn, new convolution_forward(description), layout);
            forward.operand(DNNL_ARG_SRC, source);
            forward.operand(DNNL_ARG_WEIGHTS, description.weights_desc());
            if (epilogue.biased()) {
                forward.operand(DNNL_ARG_BIAS, bias);
            }
            forward.operand(DNNL_ARG_DST, target);
        }
        return forward;
    }

    /** On the way to a layout that has the taps outside the input channels, which are the last but one of the parameters' own. */
    private memory.desc channelsLast() {
        return weights.dims().get(2) == 1
                ? null
                : new memory.desc(weights.dims(), source.data_type(), format_tag.acdeb);
    }

    @Override
    void backwardWeights(Voxels x, Voxels dy, FloatPointer dw, FloatPointer db) {
        DnnPrimitive operation = byWeights();
        FloatPointer formatted = operation.weights().take();
        operation.set(DNNL_ARG_SRC, x.memory());
        operation.set(DNNL_ARG_DIFF_WEIGHTS, formatted);
        if (epilogue.biased()) {
            operation.set(DNNL_ARG_DIFF_BIAS, db);
        }
        operation.set(DNNL_ARG_DIFF_DST, dy.memory());
        operation.run();
        operation.weights().unformat(formatted, dw);
        dnn.arena().give(formatted);
    }

    private DnnPrimitive byWeights() {
        if (byWeights == null) {
            convolution_backward_weights.desc what = epilogue.biased()
                    ? new convolution_backward_weights.desc(
                            DIRECT, source, anyGradient, bias, target, strides, padding, padding)
                    : new convolution_backward_weights.desc(
                            DIRECT, source, anyGradient, target, strides, padding, padding);
            convolution_backward_weights.primitive_desc p =
                    new convolution_backward_weights.primitive_desc(what, dnn.processor(), description);
            WeightLayout layout = new WeightLayout(dnn, weights, null, p.diff_weights_desc());
            byWeights = new DnnPrimitive(dnn, new convolution_backward_weights(p), layout);
            byWeights.operand(DNNL_ARG_SRC, source);
            byWeights.operand(DNNL_ARG_DIFF_WEIGHTS, p.diff_weights_desc());
            if (epilogue.biased()) {
                byWeights.operand(DNNL_ARG_DIFF_BIAS, bias);
            }
            byWeights.operand(DNNL_ARG_DIFF_DST, target);
        }
        return byWeights;
    }

    @Override
    void backwardData(Voxels dy, FloatPointer w, Voxels dx) {
        DnnPrimitive operation = byData();
        FloatPointer formatted = operation.weights().take();
        operation.weights().format(w, formatted);
        operation.set(DNNL_ARG_DIFF_SRC, dx.memory());
        operation.set(DNNL_ARG_WEIGHTS, formatted);
        operation.set(DNNL_ARG_DIFF_DST, dy.memory());
        operation.run();
        dnn.arena().give(formatted);
    }

    private DnnPrimitive byData() {
        if (byData == null) {
            convolution_backward_data.primitive_desc p = new convolution_backward_data.primitive_desc(
                    new convolution_backward_data.desc(DIRECT, source, anyWeights, target, strides, padding, padding),
                    dnn.processor(),
                    description);
            Implementations.passOverOddPointwise(p, target);
            WeightLayout layout = new WeightLayout(dnn, weights, null, p.weights_desc());
            byData = new DnnPrimitive(dnn, new convolution_backward_data(p), layout);
            byData.operand(DNNL_ARG_DIFF_SRC, source);
            byData.operand(DNNL_ARG_WEIGHTS, p.weights_desc());
            byData.operand(DNNL_ARG_DIFF_DST, target);
        }
        return byData;
    }
}
