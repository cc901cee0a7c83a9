package org.attunet.eval.inference;

import java.util.List;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;

/** Put together here. */
record HostBlend(List<Volume> logits) implements Blend {
    @Override
    public int classes() {
        return logits.size();
    }

    @Override
    public Mask largest() {
        return Classes.largest(logits);
    }

    @Override
    public void close() {}
}
