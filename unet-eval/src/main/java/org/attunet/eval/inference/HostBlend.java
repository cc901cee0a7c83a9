package org.attunet.eval.inference;

import java.util.List;
import java.util.Optional;
import org.attunet.data.transform.PreprocessedCase;
import org.attunet.data.volume.Cutout;
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
    public Mask largest(PreprocessedCase processed, Optional<Cutout> part) {
        return processed.undoLargest(part.map(cut -> Classes.back(logits, cut)).orElse(logits));
    }

    @Override
    public void close() {}
}
