package org.attunet.model.graph;

import java.util.List;
import org.attunet.model.kernel.nd4j.Dense;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.attunet.model.network.NetworkPlans;
import org.attunet.model.network.NetworkSettings;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The attention maps that {@link AttentionUNet#inference(NetworkSettings, boolean, org.attunet.model.engine.Backend)} gives behind
 * the logits, one a gate in the order of {@link NetworkPlans#gates}: [N, 1, X / 2^(k−1), …] at level k, values in (0, 1).
 */
public final class AttentionMaps {
    private AttentionMaps() {}

    /** Resolution level of a gate, 1 = the input's: the third gate and the paper's {@code gate3.2} are on level 3. */
    public static int level(String gate) {
        String behind = gate.substring("gate".length());
        int dot = behind.indexOf('.');
        return Integer.parseInt(dot < 0 ? behind : behind.substring(0, dot));
    }

    /** A gate's map enlarged trilinearly to the input's grid, [N, 1, X, Y, Z]. */
    public static INDArray onInputGrid(String gate, INDArray map) {
        int factor = 1 << (level(gate) - 1);
        INDArray out = Nd4j.createUninitialized(
                map.dataType(),
                new long[] {map.size(0), 1, map.size(2) * factor, map.size(3) * factor, map.size(4) * factor},
                'c');
        new Nd4jKernels(null).concat(List.of(Dense.of(map)), List.of(factor), null, out);
        return out;
    }
}
