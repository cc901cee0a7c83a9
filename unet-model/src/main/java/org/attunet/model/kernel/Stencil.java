package org.attunet.model.kernel;

/**
 * Where a convolution's cubic kernel goes.
 *
 * @param edge edge of the cube, k
 * @param stride step along every axis
 * @param padding zeros around the input on every side
 */
public record Stencil(int edge, int stride, int padding) {
    /** A kernel that keeps the size: odd edge, stride 1. */
    public static Stencil same(int edge) {
        return new Stencil(edge, 1, edge / 2);
    }

    /** Voxels of the cube. */
    public int taps() {
        return edge * edge * edge;
    }

    /** Numbers of one output channel's weights, [in, k, k, k]. */
    public long rowLength(int in) {
        return (long) in * taps();
    }

    /** Size after a convolution to so many channels. */
    public Shape output(Shape in, int channels) {
        return new Shape(in.samples(), channels, (int) output(in.x()), (int) output(in.y()), (int) output(in.z()));
    }

    /** Length of an axis after the convolution: below 1 where the kernel is longer than the axis with its padding. */
    public long output(long length) {
        return Math.floorDiv(length + 2L * padding - edge, stride) + 1;
    }
}
