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

    Patch cut(PreparedCase source, Window window, KeyedRandom draw) {
        Patch patch = warped(source, window, draw);
        for (int axis = 0; axis < 3; axis++) {
            if (draw.branch("flip " + axis).happens(flip.along(axis))) {
                patch = patch.flipped(axis);
            }
        }
        for (IntensityAugmentation each : intensity) {
            each.apply(patch, draw);
        }
        return patch;
    }

    private Patch warped(PreparedCase source, Window window, KeyedRandom draw) {
        Optional<SamplingGrid> warp = spatial.draw(window.size(), draw);
        if (warp.isEmpty()) {
            return Cropper.cut(source, window);
        }
        Window wide = spatial.needsSurroundings() ? window.around(warp.get(), source.size()) : window;
        int[] origin = {window.x() - wide.x(), window.y() - wide.y(), window.z() - wide.z()};
        return PatchResampler.warp(Cropper.cut(source, wide), origin, window.size(), warp.get());
    }
}
