package org.attunet.data.record;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.attunet.data.cache.PreparedCase;

/** Draws how a patch is varied: first where its voxels come from, then their values. */
final class Augmenter {
    private final SpatialAugmentation spatial;
    private final PatchInterpolation interpolation;
    private final FlipSettings flip;
    private final SurroundingsSettings surroundings;
    private final List<IntensityAugmentation> intensity;

    Augmenter(AugmentationSettings settings) {
        spatial = new SpatialAugmentation(settings);
        interpolation = settings.interpolation();
        flip = settings.flip();
        surroundings = settings.surroundings();
        intensity = IntensityAugmentation.of(settings.intensity());
    }

    /** Every purpose has draws of its own, so that one does not shift another's. */
    PatchRecipe draw(PreparedCase source, Window window, KeyedRandom random) {
        Optional<SamplingGrid> grid = spatial.draw(window.size(), random);
        Window wide = grid.isPresent() && spatial.reachesBeyond() ? window.around(grid.get(), source.size()) : window;
        List<Integer> flipped = IntStream.range(0, 3)
                .filter(axis -> random.branch("flip " + axis).happens(flip.along(axis)))
                .boxed()
                .toList();
        List<IntensityAugmentation.Drawn> changes =
                intensity.stream().flatMap(each -> each.draw(random).stream()).toList();
        return new PatchRecipe(
                source, window, wide, grid, interpolation, flipped, Surroundings.draw(surroundings, random), changes);
    }
}
