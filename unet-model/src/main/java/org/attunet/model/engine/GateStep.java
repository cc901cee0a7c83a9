package org.attunet.model.engine;

import java.util.Map;
import org.attunet.model.Gate;
import org.attunet.model.layer.Convolution.Kernel;
import org.attunet.model.vertex.AttentionGateVertex;

/** The attention map of a skip connection, as {@link AttentionGateVertex} defines it. */
final class GateStep implements Step {
    private static final Kernel POINT = Kernel.same(1);
    private static final Ending JOINED = new Ending(false, true, 0);

    private final Dnn dnn;
    private final boolean mapped;
    private final boolean sampled;
    private final Map<String, Parameter> parameters;
    private final Value x;
    private final Value g;
    private final Value out;
    private final Extent half;
    private final VolumeConvolution ofSkip;
    private final VolumeConvolution ofGating;
    private final VolumeConvolution aggregateSkip;
    private final VolumeConvolution aggregateGating;
    private final VolumeConvolution psi;
    private final Enlarging enlarging;

    /** Every second voxel of x; where W_x has a larger kernel, x itself. */
    private Voxels seen;

    private Voxels skip;
    private Voxels gating;

    /** What goes into psi. */
    private Voxels joined;

    /** The map at half size. */
    private Voxels small;

    GateStep(Dnn dnn, AttentionGateVertex gate, Map<String, Parameter> parameters, Value x, Value g, Value out) {
        this.dnn = dnn;
        this.mapped = gate.kind() == Gate.CONV_MAPPING;
        this.sampled = gate.kernel() == 1;
        this.parameters = parameters;
        this.x = x;
        this.g = g;
        this.out = out;
        int channels = x.extent().channels();
        this.half = g.extent().withChannels(channels);
        this.ofSkip = sampled
                ? pointwise(half, channels, channels, Ending.PLAIN)
                : new ChannelsLastConvolution(
                        dnn, x.extent(), channels, new Kernel(gate.kernel(), 2, 0), wide(gate), Ending.PLAIN);
        int gatingChannels = g.extent().channels();
        Ending last = mapped ? Ending.BIAS : new Ending(true, true, 0);
        this.ofGating = pointwise(g.extent(), channels, gatingChannels, last);
        this.aggregateSkip = mapped ? pointwise(half, channels, 2L * channels, Ending.PLAIN) : null;
        this.aggregateGating = mapped ? pointwise(half, channels, 2L * channels, JOINED) : null;
        this.psi = pointwise(half, 1, channels, Ending.BIAS);
        this.enlarging = new Enlarging(half.withChannels(1), 2);
    }

    private static long wide(AttentionGateVertex gate) {
        return gate.skip() * gate.kernel() * gate.kernel() * gate.kernel();
    }

    private VolumeConvolution pointwise(Extent in, int to, long rowLength, Ending ending) {
        return new ChannelsLastConvolution(dnn, in, to, POINT, rowLength, ending);
    }

    private Parameter parameter(String name) {
        return parameters.get(name);
    }

    @Override
    public void infer() {
        forward();
        release();
        x.read();
        g.read();
    }

    @Override
    public void forward() {
        seen = x.data();
        if (sampled) {
            seen = dnn.arena().voxels(half);
            Sampling.everySecond(x.data(), seen);
        }
        skip = dnn.arena().voxels(half);
        ofSkip.forward(seen, parameter("Wx.weight").address(), null, skip);
        gating = mapped ? dnn.arena().voxels(half) : skip;
        ofGating.forward(
                g.data(), parameter("Wg.weight").address(), parameter("Wg.bias").address(), gating);
        joined = mapped ? aggregate() : gating;
        small = dnn.arena().voxels(half.withChannels(1));
        psi.forward(
                joined, parameter("psi.weight").address(), parameter("psi.bias").address(), small);
        Passes.sigmoid(small);
        enlarge(new Rows(small), new Rows(out.open()));
    }

    private Voxels aggregate() {
        Voxels sum = dnn.arena().voxels(half);
        Parameter weights = parameter("aggregate.weight");
        aggregateSkip.forward(skip, weights.address(), null, sum);
        aggregateGating.forward(gating, weights.address().getPointer(half.channels()), null, sum);
        return sum;
    }

    private void enlarge(Rows source, Rows target) {
        Rows.inParallel(out.extent(), (sample, at) -> {
            float[] row = Scratch.array(0, target.length());
            for (int y = 0; y < out.extent().y(); y++) {
                enlarging.row(source, sample, at, y, row, 1, 0);
                target.write(sample, at, y, row);
            }
        });
    }

    @Override
    public void backward() {
        Voxels bySmall = dnn.arena().voxels(small.extent());
        enlarging.adjoint(new Rows(out.gradient()), 0, new Rows(bySmall), false);
        Passes.throughSigmoid(small, bySmall);
        psi.backwardWeights(
                joined,
                bySmall,
                parameter("psi.weight").gradient(),
                parameter("psi.bias").gradient());
        Voxels byJoined = dnn.arena().voxels(half);
        psi.backwardData(bySmall, parameter("psi.weight").address(), byJoined);
        dnn.arena().give(bySmall);
        Passes.throughOutput(joined, byJoined, 0);
        if (mapped) {
            throughAggregate(byJoined);
        } else {
            backwardSkip(byJoined);
            backwardGating(byJoined);
        }
        dnn.arena().give(byJoined);
        release();
        out.release();
    }

    private void throughAggregate(Voxels byJoined) {
        Parameter weights = parameter("aggregate.weight");
        long second = half.channels();
        Voxels part = dnn.arena().voxels(half);
        aggregateSkip.backwardWeights(skip, byJoined, weights.gradient(), null);
        aggregateSkip.backwardData(byJoined, weights.address(), part);
        backwardSkip(part);
        aggregateGating.backwardWeights(gating, byJoined, weights.gradientFrom(second), null);
        aggregateGating.backwardData(byJoined, weights.address().getPointer(second), part);
        backwardGating(part);
        dnn.arena().give(part);
    }

    private void backwardSkip(Voxels gradient) {
        Parameter weights = parameter("Wx.weight");
        ofSkip.backwardWeights(seen, gradient, weights.gradient(), null);
        Voxels part = dnn.arena().voxels(seen.extent());
        ofSkip.backwardData(gradient, weights.address(), part);
        if (!sampled) {
            x.addGradient(part);
            return;
        }
        if (!x.hasGradient()) {
            Passes.clear(x.gradient());
        }
        Sampling.addToEverySecond(part, x.gradient());
        dnn.arena().give(part);
    }

    private void backwardGating(Voxels gradient) {
        Parameter weights = parameter("Wg.weight");
        ofGating.backwardWeights(
                g.data(), gradient, weights.gradient(), parameter("Wg.bias").gradient());
        Voxels part = dnn.arena().voxels(g.extent());
        ofGating.backwardData(gradient, weights.address(), part);
        g.addGradient(part);
    }

    private void release() {
        if (sampled) {
            dnn.arena().give(seen);
        }
        dnn.arena().give(skip);
        if (mapped) {
            dnn.arena().give(gating);
            dnn.arena().give(joined);
        }
        dnn.arena().give(small);
    }
}
