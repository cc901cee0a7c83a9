package org.attunet.data.record;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import org.attunet.data.cache.PreparedCase;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Cutout;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/**
 * A patch before it is made: where it lies in its case, and everything random that is done to it, drawn. It can be made here ({@link
 * #made}), or elsewhere from the voxels that it needs ({@link #crop}) and what is done to them ({@link #numbers}).
 */
public final class PatchRecipe {
    private final PreparedCase source;
    private final Window window;
    private final Window wide;
    private final Optional<SamplingGrid> grid;
    private final PatchInterpolation interpolation;
    private final List<Integer> flipped;
    private final Optional<Surroundings> surroundings;
    private final List<IntensityAugmentation.Drawn> changes;

    /**
     * @param window where the patch lies
     * @param wide the same with what the warp needs around it
     * @param grid where its voxels come from, if not from their own places
     * @param interpolation how their values are taken from there
     * @param flipped axes that are mirrored then
     * @param surroundings that are drawn around the organ after that, if any
     * @param changes of its values at last
     */
    PatchRecipe(
            PreparedCase source,
            Window window,
            Window wide,
            Optional<SamplingGrid> grid,
            PatchInterpolation interpolation,
            List<Integer> flipped,
            Optional<Surroundings> surroundings,
            List<IntensityAugmentation.Drawn> changes) {
        this.source = source;
        this.window = window;
        this.wide = wide;
        this.grid = grid;
        this.interpolation = interpolation;
        this.flipped = List.copyOf(flipped);
        this.surroundings = surroundings;
        this.changes = List.copyOf(changes);
    }

    /** Voxels of the patch. */
    public Size size() {
        return window.size();
    }

    /** The case that it is cut from. */
    public String caseId() {
        return source.id();
    }

    /** What lies where the patch is cut, before anything is done to it. */
    public Sample cut() {
        return sample(Cropper.cut(source, window));
    }

    /** The patch itself, as if its voxels lay there. */
    public Sample varied() {
        return sample(make());
    }

    private Sample sample(Patch patch) {
        Size size = window.size();
        Box box = new Box(
                window.x(),
                window.y(),
                window.z(),
                window.x() + size.x(),
                window.y() + size.y(),
                window.z() + size.z());
        Geometry grid = new Cutout(source.geometry(), box).grid();
        return Sample.of(Volume.of(grid, patch.image), new Mask(grid, patch.label));
    }

    private int[] origin() {
        return new int[] {window.x() - wide.x(), window.y() - wide.y(), window.z() - wide.z()};
    }

    Patch make() {
        Patch patch = moved();
        surroundings.ifPresent(drawn -> drawn.apply(patch, source.geometry().spacing()));
        for (IntensityAugmentation.Drawn change : changes) {
            change.apply(patch);
        }
        return patch;
    }

    private Patch moved() {
        Patch patch = Cropper.cut(source, wide);
        if (grid.isPresent()) {
            patch = PatchResampler.resample(patch, origin(), window.size(), grid.get(), interpolation);
        }
        for (int axis : flipped) {
            patch = patch.flipped(axis);
        }
        return patch;
    }

    /** The patch itself, made here. */
    public StoredCrop made() {
        Patch patch = make();
        return new StoredCrop(patch.size, FloatBuffer.wrap(patch.image), 1, patch.label);
    }

    /** The voxels that it is made from. */
    public StoredCrop crop() {
        return Cropper.stored(source, wide);
    }

    /** What is done to these; nothing where some of it cannot be said in numbers: then the patch can be made here alone. */
    public Optional<PatchNumbers> numbers() {
        if (surroundings.isPresent()) {
            return Optional.empty();
        }
        return grid.map(warp -> warp.numbers(window.size()))
                .orElse(Optional.of(PatchNumbers.NOTHING.warp()))
                .map(warp -> new PatchNumbers(
                        origin(),
                        warp,
                        interpolation,
                        flipped.stream().mapToInt(axis -> 1 << axis).sum(),
                        changes.stream()
                                .map(change -> change.numbers(window.size()))
                                .toList()));
    }
}
