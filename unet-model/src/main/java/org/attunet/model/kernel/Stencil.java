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

    /** Length of an axis after the convolution. */
    public long output(long length) {
        return (length + 2L * padding - edge) / stride + 1;
    }
}
