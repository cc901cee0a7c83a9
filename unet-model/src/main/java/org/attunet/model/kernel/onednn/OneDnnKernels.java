package org.attunet.model.kernel.onednn;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.attunet.model.kernel.Convolution;
import org.attunet.model.kernel.Epilogue;
import org.attunet.model.kernel.JoinSlabs;
import org.attunet.model.kernel.JoinedConvolution;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;
import org.attunet.model.kernel.TensorPool;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Activations in host memory, channels last: convolutions by oneDNN, everything else in loops over rows and tiles, in float. */
public class OneDnnKernels extends ProbabilityKernels implements AutoCloseable {
    private final Dnn dnn;

    /** Of activations kept in some way, which convolutions multiply as they are. */
    public OneDnnKernels(Kept kept) {
        this(Dnn.create(kept));
    }

    OneDnnKernels(Dnn dnn) {
        this.dnn = dnn;
    }

    @Override
    public TensorPool<Voxels> pool() {
        return dnn.arena();
    }

    /** Of one channel, the array's very memory where floats are kept. */
    @Override
    public Voxels read(INDArray array, Supplier<Voxels> own) {
        Shape shape = Shape.of(array.shape());
        if (shape.channels() == 1 && dnn.arena().kept() == Kept.FLOAT) {
            return FloatVoxels.of(shape, array);
        }
        Voxels copy = own.get();
        fromArray(array, copy);
        return copy;
    }

    @Override
    public void fromArray(INDArray array, Voxels to) {
        LayoutConversion.fromPlanar(array, to);
    }

    @Override
    public void toArray(Voxels from, INDArray array) {
        LayoutConversion.toPlanar(from, array);
    }

    @Override
    public Convolution<Voxels> convolution(Shape in, int out, Stencil stencil, long rowLength, Epilogue epilogue) {
        return VolumeConvolution.of(dnn, in, out, stencil, rowLength, epilogue);
    }

    /** In bfloat16 a join is half as large, and made whole. */
    @Override
    public Optional<JoinedConvolution<Voxels>> joined(
            Shape in, List<Integer> factors, int out, Stencil stencil, Epilogue epilogue) {
        return dnn.arena().kept() == Kept.FLOAT && stencil.equals(Stencil.same(3))
                ? JoinSlabs.of(in).map(slabs -> new SlabwiseConvolution(dnn, in, factors, out, slabs, epilogue))
                : Optional.empty();
    }

    @Override
    public void maxPool(Voxels x, Voxels out) {
        MaxPooling.forward(x, out);
    }

    @Override
    public void maxPoolGradient(Voxels x, Voxels out, Voxels gradient, Voxels dx) {
        MaxPooling.backward(x, out, gradient, dx);
    }

    @Override
    public void everySecond(Voxels x, Voxels out) {
        StridedSlice.everySecond(x, out);
    }

    @Override
    public void addToEverySecond(Voxels part, Voxels dx) {
        StridedSlice.addToEverySecond(part, dx);
    }

    @Override
    public void concat(List<Voxels> parts, List<Integer> factors, Voxels map, Voxels out) {
        new Concatenation(parts, factors, map).whole(out);
    }

    @Override
    public void upsampleAdjoint(Voxels gradient, int channel, int factor, Voxels dx, boolean add) {
        new TrilinearUpsampling(dx.extent(), factor).adjoint(new Rows(gradient), channel, new Rows(dx), add);
    }

    @Override
    public void gateAdjoint(Voxels gradient, Voxels x, Voxels map, Voxels dx, Voxels dmap, boolean add) {
        Concatenation.gateAdjoint(gradient, x, map, dx, dmap, add);
    }

    @Override
    public void close() {
        dnn.close();
    }
}
