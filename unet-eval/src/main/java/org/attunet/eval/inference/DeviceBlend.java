package org.attunet.eval.inference;

import java.util.List;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.attunet.model.execution.ImageInference;

/** Put together where the network computes; what is asked for is fetched from there. */
record DeviceBlend(Geometry grid, ImageInference image) implements Blend {
    @Override
    public int classes() {
        return image.classes();
    }

    @Override
    public List<Volume> logits() {
        return Classes.volumes(grid, image.logits());
    }

    @Override
    public Mask largest() {
        return new Mask(grid, image.largest());
    }

    @Override
    public void close() {
        image.close();
    }
}
