package org.attunet.data.record;

import java.util.List;
import java.util.Optional;
import org.attunet.data.cache.PreparedCase;

/** Cuts a patch and varies it at random: first where its voxels come from, then their values. */
final class Augmenter {
    private final SpatialAugmentation spatial;
    private final FlipSettings flip;
    private final List<IntensityAugmentation> intensity;

    Augmenter(AugmentationSettings settings) {
        spatial = new SpatialAugmentation(settings);
        flip = settings.flip();
        intensity = IntensityAugmentation.of(settings.intensity());
    }

    Patch cut(PreparedCase source, Window window, KeyedRandom random) {
        Patch patch = warped(source, window, random);
        for (int axis = 0; axis < 3; axis++) {
            if (random.branch("flip " + axis).happens(flip.along(axis))) {
                patch = patch.flipped(axis);
            }
        }
        for (IntensityAugmentation each : intensity) {
            each.apply(patch, random);
        }
        return patch;
    }

    private Patch warped(PreparedCase source, Window window, KeyedRandom random) {
        Optional<SamplingGrid> grid = spatial.draw(window.size(), random);
        if (grid.isEmpty()) {
            return Cropper.cut(source, window);
        }
        Window wide = spatial.needsSurroundings() ? window.around(grid.get(), source.size()) : window;
        int[] origin = {window.x() - wide.x(), window.y() - wide.y(), window.z() - wide.z()};
        return PatchResampler.resample(Cropper.cut(source, wide), origin, window.size(), grid.get());
    }
}
