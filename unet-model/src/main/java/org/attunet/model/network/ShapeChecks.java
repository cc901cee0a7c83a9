package org.attunet.model.network;

import java.util.Arrays;
import java.util.List;
import org.attunet.model.SettingsException;
import org.attunet.model.kernel.Shape;

/** Sizes of what an operation joins. */
final class ShapeChecks {
    private ShapeChecks() {}

    /**
     * Refuses inputs that differ in size once each is enlarged by its factor; kernels would reach beyond them.
     *
     * @throws SettingsException naming the node, both sizes and what would do
     */
    static void check(String name, List<Shape> inputs, List<Integer> factors) {
        Shape first = inputs.get(0);
        Shape wanted = first.times(factors.get(0));
        for (int n = 1; n < inputs.size(); n++) {
            Shape other = inputs.get(n);
            if (!wanted.equals(other.times(factors.get(n)).withChannels(wanted.channels()))) {
                throw new SettingsException(name + " cannot join " + Arrays.toString(first.dimensions()) + " with "
                        + Arrays.toString(other.dimensions()) + " enlarged " + factors.get(n)
                        + " times: every side of the input must be a multiple of 2 for each halving of the network");
            }
        }
    }
}
