package org.attunet.model.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.attunet.model.kernel.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrilinearUpsamplingTest {
    private static final Shape SMALL = new Shape(2, 2, 3, 1, 2);

    private final Arena arena = new Arena(Kept.FLOAT);

    @AfterEach
    void close() {
        arena.clear();
    }

    private Voxels enlarged(Voxels in, int factor) {
        Voxels out = arena.take(in.extent().times(factor));
        new Concatenation(List.of(in), List.of(factor), null).whole(out);
        return out;
    }

    /** Along x the samples 0, 1, 2 enlarged twice lie at −¼, ¼, ¾, 1¼, 1¾, 2¼; clamped to 0 … 2. */
    @Test
    void valuesLieBetweenVoxelCentres() {
        Voxels in = HostVoxels.of(arena, SMALL, (n, c, x, y, z) -> 100 * n + 10 * c + x);
        double[] along = {0, 0.25, 0.75, 1.25, 1.75, 2};
        Voxels expected = HostVoxels.of(arena, SMALL.times(2), (n, c, x, y, z) -> 100 * n + 10 * c + along[x]);
        assertThat(HostVoxels.values(enlarged(in, 2))).containsExactly(HostVoxels.values(expected), within(1e-5f));
    }

    /** Every output's weights sum to 1, so the adjoint of ones sums to the number of outputs; only inner voxels get a full share. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void adjointOfOnesCountsTheOutputs(int factor) {
        Voxels ones = HostVoxels.of(arena, SMALL.times(factor), (n, c, x, y, z) -> 1);
        Voxels dx = arena.take(SMALL);
        new TrilinearUpsampling(SMALL, factor).adjoint(new Rows(ones), 0, new Rows(dx), false);
        double sum = 0;
        for (float value : HostVoxels.values(dx)) {
            sum += value;
        }
        assertThat(sum).isCloseTo((double) SMALL.times(factor).length(), within(1e-3));
    }

    /** Entry (input, output) of the adjoint's matrix is entry (output, input) of the enlargement's, for every pair. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void adjointIsTheTranspose(int factor) {
        Shape one = new Shape(1, 1, 2, 3, 2);
        Shape wide = one.times(factor);
        float[][] columns = new float[(int) one.length()][];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = HostVoxels.values(enlarged(unit(one, i), factor));
        }
        for (int o = 0; o < wide.length(); o++) {
            Voxels dx = arena.take(one);
            new TrilinearUpsampling(one, factor).adjoint(new Rows(unit(wide, o)), 0, new Rows(dx), false);
            float[] row = HostVoxels.values(dx);
            for (int i = 0; i < columns.length; i++) {
                assertThat(row[i]).isCloseTo(columns[i][o], within(1e-6f));
            }
        }
    }

    private Voxels unit(Shape shape, int at) {
        float[] values = new float[(int) shape.length()];
        values[at] = 1;
        Voxels voxels = arena.take(shape);
        voxels.memory().put(values);
        return voxels;
    }
}
