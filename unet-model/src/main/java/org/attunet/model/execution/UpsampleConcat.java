package org.attunet.model.execution;

import java.util.List;
import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.TensorRef;

/**
 * Channels of several inputs side by side, each enlarged on the way, the first weighted by an attention map if there is one. Neither
 * the weighted input nor an enlarged one exists on its own.
 *
 * @param parts inputs but the map
 * @param factors enlargement of each
 * @param map the first input's attention map, one channel, or null
 */
public record UpsampleConcat<T>(
        Kernels<T> kernels, List<TensorRef<T>> parts, List<Integer> factors, TensorRef<T> map, TensorRef<T> out)
        implements Operator {
    @Override
    public void infer() {
        forward();
        read();
    }

    @Override
    public void forward() {
        kernels.concat(data(), factors, weights(), out.open());
    }

    /** What is joined. */
    List<T> data() {
        return parts.stream().map(TensorRef::data).toList();
    }

    /** The attention map, or null. */
    T weights() {
        return map == null ? null : map.data();
    }

    /** All of it was read. */
    void read() {
        parts.forEach(TensorRef::read);
        if (map != null) {
            map.read();
        }
    }

    @Override
    public void backward() {
        int channel = 0;
        for (int n = 0; n < parts.size(); n++) {
            TensorRef<T> part = parts.get(n);
            if (part.isDifferentiable()) {
                boolean add = part.hasGradient();
                if (n == 0 && map != null) {
                    kernels.gateAdjoint(out.gradient(), part.data(), map.data(), part.gradient(), map.gradient(), add);
                } else {
                    kernels.upsampleAdjoint(out.gradient(), channel, factors.get(n), part.gradient(), add);
                }
            }
            channel += part.shape().channels();
        }
        out.release();
    }
}
