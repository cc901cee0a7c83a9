package org.attunet.model.layer;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.ArrayList;
import java.util.List;
import org.attunet.model.layer.Convolution.Kernel;
import org.attunet.model.layer.OneDnnConvolution.Purpose;
import org.attunet.model.layer.OneDnnConvolution.Shape;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One of the three operations of a convolution, planned for one shape. Where oneDNN works in another layout than ours, the operand
 * is copied to scratch memory before or from it after.
 */
final class OneDnnPlan {
    private final primitive operation;
    private final IntMemoryMap arguments = new IntMemoryMap();
    private final List<Operand> operands = new ArrayList<>();

    private OneDnnPlan(primitive operation) {
        this.operation = operation;
    }

    /** An array of ours and its place in the operation. */
    private record Operand(memory ours, memory theirs, boolean isCopied, int buffer, boolean result) {}

    static OneDnnPlan of(Shape shape, Kernel kernel) {
        engine processor = OneDnn.get().engine();
        Descriptions d = new Descriptions(shape, kernel);
        convolution_forward.primitive_desc forward = d.forward(processor);
        return switch (shape.purpose()) {
            case FORWARD -> {
                OneDnnPlan plan = new OneDnnPlan(new convolution_forward(forward));
                plan.add(DNNL_ARG_SRC, d.ours(d.source), forward.src_desc(), 0, false);
                plan.add(DNNL_ARG_WEIGHTS, d.ours(d.weights), forward.weights_desc(), 1, false);
                plan.addBias(DNNL_ARG_BIAS, d, false);
                plan.add(DNNL_ARG_DST, d.ours(d.target), forward.dst_desc(), 2, true);
                yield plan;
            }
            case BY_DATA -> {
                convolution_backward_data.primitive_desc p = d.byData(processor, forward);
                OneDnnPlan plan = new OneDnnPlan(new convolution_backward_data(p));
                plan.add(DNNL_ARG_DIFF_SRC, d.ours(d.source), p.diff_src_desc(), 0, true);
                plan.add(DNNL_ARG_WEIGHTS, d.ours(d.weights), p.weights_desc(), 1, false);
                plan.addBias(DNNL_ARG_BIAS, d, false);
                plan.add(DNNL_ARG_DIFF_DST, d.ours(d.target), p.diff_dst_desc(), 2, false);
                yield plan;
            }
            case BY_WEIGHTS -> {
                convolution_backward_weights.primitive_desc p = d.byWeights(processor, forward);
                OneDnnPlan plan = new OneDnnPlan(new convolution_backward_weights(p));
                plan.add(DNNL_ARG_SRC, d.ours(d.source), p.src_desc(), 0, false);
                plan.add(DNNL_ARG_DIFF_WEIGHTS, d.ours(d.weights), p.diff_weights_desc(), 1, true);
                plan.addBias(DNNL_ARG_DIFF_BIAS, d, true);
                plan.add(DNNL_ARG_DIFF_DST, d.ours(d.target), p.diff_dst_desc(), 2, false);
                yield plan;
            }
        };
    }

    private void add(int argument, memory.desc ours, memory.desc theirs, int buffer, boolean result) {
        engine processor = OneDnn.get().engine();
        memory own = new memory(ours, processor, null);
        boolean same = ours.equals(theirs);
        memory used = same ? own : new memory(theirs, processor, null);
        operands.add(new Operand(own, used, !same, buffer, result));
        arguments.put(argument, used);
    }

    private void addBias(int argument, Descriptions d, boolean result) {
        if (d.shape.bias()) {
            memory.desc bias = new memory.desc(new long[] {d.shape.out()}, data_type.f32, format_tag.x);
            add(argument, bias, bias, 3, result);
        } else {
            operands.add(null);
        }
    }

    /** Source or its gradient, weights or theirs, bias or its, target or its; which of them are results depends on the purpose. */
    void run(INDArray source, INDArray weights, INDArray bias, INDArray target) {
        OneDnn dnn = OneDnn.get();
        INDArray[] arrays = {source, weights, bias, target};
        for (int n = 0; n < arrays.length; n++) {
            Operand operand = operands.get(n);
            if (operand == null) {
                continue;
            }
            operand.ours().set_data_handle(OneDnn.address(arrays[n]));
            if (operand.isCopied()) {
                operand.theirs()
                        .set_data_handle(dnn.buffer(
                                operand.buffer(), operand.theirs().get_desc().get_size()));
                if (!operand.result()) {
                    dnn.reorder(operand.ours(), operand.theirs());
                }
            }
        }
        operation.execute(dnn.stream(), arguments);
        for (Operand operand : operands) {
            if (operand != null && operand.isCopied() && operand.result()) {
                dnn.reorder(operand.theirs(), operand.ours());
            }
        }
        dnn.await();
    }

    /** oneDNN's descriptions of one convolution's arrays. */
    private static final class Descriptions {
        private final Shape shape;
        private final long[] source;
        private final long[] weights;
        private final long[] target;
        private final long[] strides;
        private final long[] padding;

        Descriptions(Shape shape, Kernel kernel) {
            this.shape = shape;
            long k = kernel.edge();
            source = new long[] {shape.samples(), shape.in(), shape.x(), shape.y(), shape.z()};
            weights = new long[] {shape.out(), shape.in(), k, k, k};
            target = new long[] {
                shape.samples(),
                shape.out(),
                kernel.output(shape.x()),
                kernel.output(shape.y()),
                kernel.output(shape.z())
            };
            strides = new long[] {kernel.stride(), kernel.stride(), kernel.stride()};
            padding = new long[] {kernel.padding(), kernel.padding(), kernel.padding()};
        }

        memory.desc ours(long[] dimensions) {
            return new memory.desc(dimensions, data_type.f32, format_tag.abcde);
        }

        private static memory.desc any(long[] dimensions) {
            return new memory.desc(dimensions, data_type.f32, format_tag.any);
        }

        /**
         * An activation's layout: whichever oneDNN likes, but channels last for the gradient by weights, which takes half the time
         * there of what it takes in the layout that oneDNN would choose itself.
         */
        private memory.desc activation(long[] dimensions) {
            return shape.purpose() == Purpose.BY_WEIGHTS
                    ? new memory.desc(dimensions, data_type.f32, format_tag.acdeb)
                    : any(dimensions);
        }

        private memory.desc bias() {
            return new memory.desc(new long[] {shape.out()}, data_type.f32, format_tag.x);
        }

        convolution_forward.primitive_desc forward(engine processor) {
            boolean training = shape.purpose() != Purpose.FORWARD;
            prop_kind kind = training ? prop_kind.forward_training : prop_kind.forward_inference;
            algorithm direct = algorithm.convolution_direct;
            convolution_forward.desc description = shape.bias()
                    ? new convolution_forward.desc(
                            kind,
                            direct,
                            activation(source),
                            any(weights),
                            bias(),
                            activation(target),
                            strides,
                            padding,
                            padding)
                    : new convolution_forward.desc(
                            kind,
                            direct,
                            activation(source),
                            any(weights),
                            activation(target),
                            strides,
                            padding,
                            padding);
            if (shape.slope() == 1) {
                return new convolution_forward.primitive_desc(description, processor);
            }
            post_ops activation = new post_ops();
            activation.append_eltwise(1, algorithm.eltwise_relu, (float) shape.slope(), 0);
            primitive_attr attributes = new primitive_attr();
            attributes.set_post_ops(activation);
            return new convolution_forward.primitive_desc(description, attributes, processor);
        }

        convolution_backward_data.primitive_desc byData(engine processor, convolution_forward.primitive_desc hint) {
            return new convolution_backward_data.primitive_desc(
                    new convolution_backward_data.desc(
                            algorithm.convolution_direct,
                            any(source),
                            any(weights),
                            any(target),
                            strides,
                            padding,
                            padding),
                    processor,
                    hint);
        }

        convolution_backward_weights.primitive_desc byWeights(
                engine processor, convolution_forward.primitive_desc hint) {
            algorithm direct = algorithm.convolution_direct;
            return new convolution_backward_weights.primitive_desc(
                    shape.bias()
                            ? new convolution_backward_weights.desc(
                                    direct,
                                    activation(source),
                                    any(weights),
                                    bias(),
                                    activation(target),
                                    strides,
                                    padding,
                                    padding)
                            : new convolution_backward_weights.desc(
                                    direct,
                                    activation(source),
                                    any(weights),
                                    activation(target),
                                    strides,
                                    padding,
                                    padding),
                    processor,
                    hint);
        }
    }
}
