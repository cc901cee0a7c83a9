package org.attunet.data.transform;

import java.util.List;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/** A preprocessed case and the way back to the grid it came from. */
public final class PreprocessedCase {
    private final Sample sample;
    private final Geometry original;
    private final List<PlannedTransform> changes;

    PreprocessedCase(Sample sample, Geometry original, List<PlannedTransform> changes) {
        this.sample = sample;
        this.original = original;
        this.changes = List.copyOf(changes);
    }

    /** Image and label as the network sees them. */
    public Sample sample() {
        return sample;
    }

    /** The grid after preprocessing. */
    public Geometry geometry() {
        return sample.image().geometry();
    }

    /** As {@link #undo(Volume, float)} with 0 outside. */
    public Volume undo(Volume volume) {
        return undo(volume, 0);
    }

    /**
     * A volume on the preprocessed grid (logits, probabilities, attention), back on the original one: trilinear, values
     * untouched, {@code outside} where the case was cropped away.
     */
    public Volume undo(Volume volume, float outside) {
        return new LinearSampler(
                        onOurGrid(volume), Rescale.IDENTITY, PlannedTransform.backward(original, changes), outside)
                .run();
    }

    /** Labels on the preprocessed grid, back on the original one: nearest voxel, background where cropped away. */
    public Mask undo(Mask mask) {
        requireOurGrid(mask.size());
        return NearestSampler.run(mask, PlannedTransform.backwardNearest(original, changes));
    }

    /**
     * The class with the largest of the given values (logits or probabilities, one volume per class on the preprocessed
     * grid), each interpolated at the original grid's voxels; the first of equals, 0 where cropped away. What
     * {@link #undo(Volume)} and a comparison would give, without holding a full-size volume per class.
     */
    public Mask undoLargest(List<Volume> perClass) {
        perClass.forEach(this::onOurGrid);
        SlabwiseMask mask = slabwiseLargest();
        mask.add(0, perClass);
        return mask.mask();
    }

    /** Begins what {@link #undoLargest} gives, of values that become known slab by slab. */
    public SlabwiseMask slabwiseLargest() {
        return new SlabwiseMask(PlannedTransform.backward(original, changes));
    }

    /** The way that {@link #undoLargest} goes, for who goes it elsewhere. */
    public WayBack wayBack() {
        return WayBack.of(PlannedTransform.backward(original, changes), geometry());
    }

    private Volume onOurGrid(Volume volume) {
        requireOurGrid(volume.size());
        return volume;
    }

    private void requireOurGrid(Size size) {
        if (!size.equals(geometry().size())) {
            throw new IllegalArgumentException("a volume of " + size + " is not on the preprocessed grid of "
                    + geometry().size());
        }
    }
}
