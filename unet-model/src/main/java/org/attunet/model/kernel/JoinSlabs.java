package org.attunet.model.kernel;

import java.util.Optional;

/**
 * Slabs along the first axis in which a large join is made and convolved at inference, where nothing else reads it: at the top of the
 * reference's network it is three times as large as anything else.
 *
 * @param count slabs
 * @param thickness of each, in planes; the last one may overlap the one before
 */
public record JoinSlabs(int count, int thickness) {
    /** Numbers of a join that is worth it: small ones are soon made, and then all at once. */
    private static final long LARGE = 16L << 20;

    /** Planes that a slab has at most: what lies beside it is joined for it too, one plane in front and one behind. */
    private static final int PLANES = 8;

    /**
     * Of a join.
     *
     * @return nothing where it is made whole
     */
    public static Optional<JoinSlabs> of(Shape join) {
        return join.sampleLength() < LARGE || join.x() <= PLANES ? Optional.empty() : Optional.of(of(join.x(), PLANES));
    }

    /** Of an axis, in slabs of so many planes at most. */
    public static JoinSlabs of(int length, int planes) {
        int count = (length + planes - 1) / planes;
        return new JoinSlabs(count, (length + count - 1) / count);
    }

    /** A slab with a plane before and one behind, of one sample. */
    public Shape joined(Shape join) {
        return new Shape(1, join.channels(), thickness + 2, join.y(), join.z());
    }
}
