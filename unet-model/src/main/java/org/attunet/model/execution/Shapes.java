package org.attunet.model.execution;

import java.util.Arrays;
import org.attunet.model.SettingsException;
import org.attunet.model.kernel.Shape;

/** Sizes of what an operator joins. */
public final class Shapes {
    private Shapes() {}

    /**
     * Refuses inputs that differ in size once each is enlarged by its factor; the kernels would reach beyond them.
     *
     * @throws SettingsException naming the operator, both sizes and what would do
     */
    public static void check(String name, Shape first, int firstFactor, Shape other, int factor) {
        Shape wanted = first.times(firstFactor);
        if (!wanted.equals(other.times(factor).withChannels(wanted.channels()))) {
            throw new SettingsException(name + " cannot join " + Arrays.toString(first.dimensions()) + " with "
                    + Arrays.toString(other.dimensions()) + " enlarged " + factor + " times: every side of the input"
                    + " must be a multiple of 2 for each halving of the network");
        }
    }
}
