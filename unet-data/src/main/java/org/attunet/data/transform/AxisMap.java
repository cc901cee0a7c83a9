package org.attunet.data.transform;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Where the indices of one axis of a target grid lie along one axis of a source grid.
 *
 * <p>Positions are fractional source indices within the source grid, or NaN where the target index lies outside it.
 */
final class AxisMap {
    private final int sourceAxis;
    private final double[] positions;

    private AxisMap(int sourceAxis, double[] positions) {
        this.sourceAxis = sourceAxis;
        this.positions = positions;
    }

    static AxisMap of(int sourceAxis, int length, IntToDoubleFunction position) {
        return new AxisMap(
                sourceAxis, IntStream.range(0, length).mapToDouble(position).toArray());
    }

    /** Positions beyond the source's {@code sourceLength} indices are outside. */
    static AxisMap shifted(int axis, int length, int shift, int sourceLength) {
        return of(axis, length, i -> i + shift >= 0 && i + shift < sourceLength ? i + shift : Double.NaN);
    }

    int sourceAxis() {
        return sourceAxis;
    }

    int length() {
        return positions.length;
    }

    double position(int index) {
        return positions[index];
    }

    /** The position of a fractional target index: linear between its neighbours. */
    double at(double index) {
        if (Double.isNaN(index)) {
            return Double.NaN;
        }
        int low = (int) Math.floor(index);
        double weight = index - low;
        return weight == 0 ? positions[low] : positions[low] + weight * (positions[low + 1] - positions[low]);
    }

    /** The map from a third grid's axis, which leads to the target axis of this one, to this one's source. */
    AxisMap then(AxisMap next) {
        return of(sourceAxis, next.length(), i -> at(next.position(i)));
    }

    /** The map of some indices of the target axis, to a source axis whose index 0 is this one's {@code first}. */
    AxisMap part(int from, int to, int first) {
        return of(sourceAxis, to - from, i -> positions[from + i] - first);
    }

    /** Positions rounded half to even: the nearest source index. */
    AxisMap rounded() {
        return of(sourceAxis, length(), i -> Math.rint(positions[i]));
    }
}
