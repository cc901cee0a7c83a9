package org.attunet.model.kernel.cuda;

import static org.bytedeco.cuda.global.cudnn.*;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A convolution of one size by cuDNN's graph interface: a plan each for forward, by data and by weights, and for forward with bias and
 * activation; made when first needed.
 */
final class CudnnConvolution implements PaddedConvolution {
    private static final Logger LOG = LoggerFactory.getLogger(CudnnConvolution.class);
    private static final long ALIGNMENT = 16;

    /** What a plan computes, with cuDNN's names for the operation and its attributes. */
    enum Direction {
        FORWARD(
                CUDNN_BACKEND_OPERATION_CONVOLUTION_FORWARD_DESCRIPTOR,
                CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_CONV_DESC,
                CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_X,
                CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_W,
                CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_Y,
                CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_ALPHA,
                CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_BETA),
        DATA(
                CUDNN_BACKEND_OPERATION_CONVOLUTION_BACKWARD_DATA_DESCRIPTOR,
                CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_CONV_DESC,
                CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_DX,
                CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_W,
                CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_DY,
                CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_ALPHA,
                CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_BETA),
        FILTER(
                CUDNN_BACKEND_OPERATION_CONVOLUTION_BACKWARD_FILTER_DESCRIPTOR,
                CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_CONV_DESC,
                CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_X,
                CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_DW,
                CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_DY,
                CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_ALPHA,
                CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_BETA);

        private final int kind;
        private final int stencil;
        private final int x;
        private final int weights;
        private final int y;
        private final int alpha;
        private final int beta;

        Direction(int kind, int stencil, int x, int weights, int y, int alpha, int beta) {
            this.kind = kind;
            this.stencil = stencil;
            this.x = x;
            this.weights = weights;
            this.y = y;
            this.alpha = alpha;
            this.beta = beta;
        }
    }

    private final CudaDriver driver;
    private final Size size;
    private final Map<Direction, CudnnPlan> plans = new EnumMap<>(Direction.class);

    /** By slope; nothing where cuDNN has none. */
    private final Map<Float, Optional<CudnnPlan>> activated = new HashMap<>();

    CudnnConvolution(CudaDriver driver, Size size) {
        this.driver = driver;
        this.size = size;
    }

    @Override
    public void forward(long x, long weights, long y) {
        run(Direction.FORWARD, x, weights, y);
    }

    /** Where no engine that may be taken does all of it, which is usual in strict float. */
    @Override
    public boolean canActivate(float slope) {
        return activated(slope).isPresent();
    }

    @Override
    public void activated(long x, long weights, long bias, float slope, long y) {
        activated(slope).orElseThrow().run(x, weights, bias, y);
    }

    private Optional<CudnnPlan> activated(float slope) {
        return activated.computeIfAbsent(slope, wanted -> {
            try {
                String name = size.operation("forward with bias and slope " + wanted);
                return Optional.of(CudnnPlan.of(driver, activation(wanted), name));
            } catch (DeviceException e) {
                LOG.debug("bias and activation are a kernel of their own: {}", e.getMessage());
                return Optional.empty();
            }
        });
    }

    /** The convolution, its bias and, with a slope other than 1, the activation; what lies between is nowhere in memory. */
    private List<Descriptor> activation(float slope) {
        boolean isLinear = slope == 1;
        Descriptor sums = between('s');
        Descriptor bias = described(new Shape(1, size.out(), 1, 1, 1), CUDNN_DATA_FLOAT, CudnnPlan.BIAS)
                .finish();
        Descriptor y = tensor(CudnnPlan.Y, size.output());
        Descriptor biased = isLinear ? y : between('t');
        Descriptor adding = pointwise(pointwiseOf(CUDNN_POINTWISE_ADD).finish(), sums, biased)
                .descriptor(CUDNN_ATTR_OPERATION_POINTWISE_BDESC, bias)
                .finish();
        List<Descriptor> operations = new ArrayList<>(List.of(operation(Direction.FORWARD, sums), adding));
        if (!isLinear) {
            Descriptor relu = pointwiseOf(CUDNN_POINTWISE_RELU_FWD);
            if (slope != 0) {
                relu.number(CUDNN_ATTR_POINTWISE_RELU_LOWER_CLIP_SLOPE, (double) slope);
            }
            operations.add(pointwise(relu.finish(), biased, y).finish());
        }
        return operations;
    }

    private static Descriptor pointwiseOf(int mode) {
        return new Descriptor(CUDNN_BACKEND_POINTWISE_DESCRIPTOR)
                .choice(CUDNN_ATTR_POINTWISE_MODE, CUDNN_TYPE_POINTWISE_MODE, mode)
                .choice(CUDNN_ATTR_POINTWISE_MATH_PREC, CUDNN_TYPE_DATA_TYPE, CUDNN_DATA_FLOAT);
    }

    private static Descriptor pointwise(Descriptor what, Descriptor x, Descriptor y) {
        return new Descriptor(CUDNN_BACKEND_OPERATION_POINTWISE_DESCRIPTOR)
                .descriptor(CUDNN_ATTR_OPERATION_POINTWISE_PW_DESCRIPTOR, what)
                .descriptor(CUDNN_ATTR_OPERATION_POINTWISE_XDESC, x)
                .descriptor(CUDNN_ATTR_OPERATION_POINTWISE_YDESC, y);
    }

    @Override
    public void data(long dy, long weights, long dx) {
        run(Direction.DATA, dx, weights, dy);
    }

    @Override
    public void filter(long x, long dy, long dw) {
        run(Direction.FILTER, x, dw, dy);
    }

    private void run(Direction direction, long x, long weights, long y) {
        plans.computeIfAbsent(
                        direction,
                        wanted -> CudnnPlan.of(driver, List.of(operation(wanted)), size.operation(wanted.name())))
                .run(x, weights, y);
    }

    /** Channels last: dimensions [N, C, X, Y, Z], strides of [N, X, Y, Z, C]. */
    private Descriptor tensor(long id, Shape shape) {
        return described(shape, dataType(), id).finish();
    }

    /** What one operation hands to the next, of the output's size. */
    private Descriptor between(long id) {
        return described(size.output(), CUDNN_DATA_FLOAT, id)
                .yes(CUDNN_ATTR_TENSOR_IS_VIRTUAL)
                .finish();
    }

    private static Descriptor described(Shape shape, int type, long id) {
        long c = shape.channels();
        long z = shape.z() * c;
        long y = shape.y() * z;
        return new Descriptor(CUDNN_BACKEND_TENSOR_DESCRIPTOR)
                .choice(CUDNN_ATTR_TENSOR_DATA_TYPE, CUDNN_TYPE_DATA_TYPE, type)
                .longs(CUDNN_ATTR_TENSOR_DIMENSIONS, shape.dimensions())
                .longs(CUDNN_ATTR_TENSOR_STRIDES, shape.x() * y, 1, y, z, c)
                .longs(CUDNN_ATTR_TENSOR_UNIQUE_ID, id)
                .longs(CUDNN_ATTR_TENSOR_BYTE_ALIGNMENT, ALIGNMENT);
    }

    private int dataType() {
        return driver.precision() == Precision.BFLOAT16 ? CUDNN_DATA_BFLOAT16 : CUDNN_DATA_FLOAT;
    }

    private Descriptor stencil() {
        Stencil stencil = size.stencil();
        long padding = stencil.padding();
        long stride = stencil.stride();
        return new Descriptor(CUDNN_BACKEND_CONVOLUTION_DESCRIPTOR)
                .choice(CUDNN_ATTR_CONVOLUTION_COMP_TYPE, CUDNN_TYPE_DATA_TYPE, CUDNN_DATA_FLOAT)
                .choice(CUDNN_ATTR_CONVOLUTION_CONV_MODE, CUDNN_TYPE_CONVOLUTION_MODE, CUDNN_CROSS_CORRELATION)
                .longs(CUDNN_ATTR_CONVOLUTION_SPATIAL_DIMS, 3)
                .longs(CUDNN_ATTR_CONVOLUTION_PRE_PADDINGS, padding, padding, padding)
                .longs(CUDNN_ATTR_CONVOLUTION_POST_PADDINGS, padding, padding, padding)
                .longs(CUDNN_ATTR_CONVOLUTION_FILTER_STRIDES, stride, stride, stride)
                .longs(CUDNN_ATTR_CONVOLUTION_DILATIONS, 1, 1, 1)
                .finish();
    }

    private Descriptor operation(Direction direction) {
        return operation(direction, tensor(CudnnPlan.Y, size.output()));
    }

    private Descriptor operation(Direction direction, Descriptor y) {
        int edge = size.stencil().edge();
        Shape kernel = new Shape(size.out(), size.in().channels(), edge, edge, edge);
        return new Descriptor(direction.kind)
                .descriptor(direction.stencil, stencil())
                .descriptor(direction.x, tensor(CudnnPlan.X, size.in()))
                .descriptor(direction.weights, tensor(CudnnPlan.WEIGHTS, kernel))
                .descriptor(direction.y, y)
                .number(direction.alpha, 1)
                .number(direction.beta, 0)
                .finish();
    }
}
