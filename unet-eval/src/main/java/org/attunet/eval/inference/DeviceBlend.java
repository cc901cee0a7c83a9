package org.attunet.eval.inference;

import java.util.List;
import java.util.Optional;
import org.attunet.data.transform.PreprocessedCase;
import org.attunet.data.transform.WayBack;
import org.attunet.data.volume.Cutout;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.attunet.model.execution.ImageInference;
import org.attunet.model.kernel.TargetGrid;
import org.attunet.model.kernel.WindowPlace;

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
    public Mask largest(PreprocessedCase processed, Optional<Cutout> part) {
        WayBack way = processed.wayBack();
        List<TargetGrid.Axis> axes = way.axes().stream()
                .map(axis -> new TargetGrid.Axis(axis.along(), axis.lower(), axis.share()))
                .toList();
        WindowPlace origin = part.map(Cutout::box)
                .map(box -> new WindowPlace(box.x0(), box.y0(), box.z0()))
                .orElse(new WindowPlace(0, 0, 0));
        return new Mask(way.grid(), image.largest(new TargetGrid(axes, origin)));
    }

    @Override
    public JudgedMask judged(PreprocessedCase processed, Optional<Cutout> part) {
        return new JudgedMask(largest(processed, part), NetworkTraits.of(logits()));
    }

    @Override
    public void close() {
        image.close();
    }
}
