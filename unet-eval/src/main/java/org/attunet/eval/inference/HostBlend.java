package org.attunet.eval.inference;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.attunet.data.transform.PreprocessedCase;
import org.attunet.data.transform.SlabwiseMask;
import org.attunet.data.volume.Cutout;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;

/**
 * Put together here. Windows are shown to the network when something is asked for, and again for every further question: what is not
 * asked for is not kept.
 */
final class HostBlend implements Blend {
    private final Geometry grid;
    private final Consumer<LogitSink> windows;
    private int classes;

    /**
     * @param grid of the image
     * @param windows shows all windows
     */
    HostBlend(Geometry grid, Consumer<LogitSink> windows) {
        this.grid = grid;
        this.windows = windows;
    }

    private void show(LogitSink sink) {
        windows.accept((first, perClass) -> {
            classes = perClass.size();
            sink.accept(first, perClass);
        });
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public List<Volume> logits() {
        WholeLogits logits = new WholeLogits(grid);
        show(logits);
        return logits.volumes();
    }

    @Override
    public Mask largest() {
        byte[] labels = new byte[grid.size().voxels()];
        show((first, perClass) -> {
            byte[] slab = Classes.largest(perClass).labels();
            System.arraycopy(slab, 0, labels, grid.size().index(0, 0, first), slab.length);
        });
        return new Mask(grid, labels);
    }

    @Override
    public Mask largest(PreprocessedCase processed, Optional<Cutout> part) {
        SlabwiseMask mask = processed.slabwiseLargest();
        show(deciding(mask, part));
        return mask.mask();
    }

    @Override
    public JudgedMask judged(PreprocessedCase processed, Optional<Cutout> part) {
        SlabwiseMask mask = processed.slabwiseLargest();
        LogitSink decide = deciding(mask, part);
        NetworkTraits traits = new NetworkTraits(grid);
        show((first, perClass) -> {
            traits.accept(first, perClass);
            decide.accept(first, perClass);
        });
        return new JudgedMask(mask.mask(), traits.traits());
    }

    private static LogitSink deciding(SlabwiseMask mask, Optional<Cutout> part) {
        LogitSink decide = mask::add;
        return part.<LogitSink>map(cut -> new PartialLogits(cut, decide)).orElse(decide);
    }

    @Override
    public void close() {}
}
