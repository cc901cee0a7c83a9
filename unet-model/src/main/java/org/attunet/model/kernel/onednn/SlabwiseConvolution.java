package org.attunet.model.kernel.onednn;

import java.util.List;
import java.util.Optional;
import org.attunet.model.kernel.ChannelAffine;
import org.attunet.model.kernel.Convolution;
import org.attunet.model.kernel.Epilogue;
import org.attunet.model.kernel.JoinSlabs;
import org.attunet.model.kernel.JoinedConvolution;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.Shape;

/**
 * A 3×3×3 convolution of a join, a slab along the first axis after the other: each is joined with the planes beside it, zeros beyond the
 * edge, and convolved to where it belongs. Floats only.
 *
 * <pre>
 * joined   x − 1 … x + thickness      of X planes
 * output   x     … x + thickness − 1
 * </pre>
 */
final class SlabwiseConvolution implements JoinedConvolution<Voxels> {
    private final Arena arena;
    private final List<Integer> factors;
    private final JoinSlabs slabs;
    private final Shape joined;
    private final VolumeConvolution ofSlab;

    /**
     * @param in size of the join
     * @param factors enlargement of each part
     * @param out output channels
     */
    SlabwiseConvolution(Dnn dnn, Shape in, List<Integer> factors, int out, JoinSlabs slabs, Epilogue epilogue) {
        this.arena = dnn.arena();
        this.factors = List.copyOf(factors);
        this.slabs = slabs;
        this.joined = slabs.joined(in);
        this.ofSlab = VolumeConvolution.ofSlab(dnn, joined, out, epilogue);
    }

    @Override
    public Prepared<Voxels> prepare(Parameter<Voxels> weights, Parameter<Voxels> bias, Optional<ChannelAffine> folded) {
        Convolution.Prepared<Voxels> prepared = ofSlab.prepare(weights, bias, folded);
        return new Prepared<>() {
            @Override
            public void forward(List<Voxels> parts, Voxels map, Voxels y) {
                run(new Concatenation(parts, factors, map), prepared, y);
            }

            @Override
            public void close() {
                prepared.close();
            }
        };
    }

    private void run(Concatenation join, Convolution.Prepared<Voxels> prepared, Voxels y) {
        Shape whole = y.extent();
        Shape slab = new Shape(1, whole.channels(), slabs.thickness(), whole.y(), whole.z());
        long plane = (long) whole.y() * whole.z() * whole.channels();
        Voxels part = arena.take(joined);
        for (int sample = 0; sample < whole.samples(); sample++) {
            for (int n = 0; n < slabs.count(); n++) {
                int first = Math.min(n * slabs.thickness(), whole.x() - slabs.thickness());
                join.planes(sample, first - 1, part);
                long at = sample * whole.sampleLength() + first * plane;
                prepared.forward(part, new FloatVoxels(slab, y.memory().getPointer(at)));
            }
        }
        arena.give(part);
    }
}
