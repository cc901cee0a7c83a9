package org.attunet.data.record;

import java.util.List;

/**
 * A change of a patch's image values that happens to some patches.
 *
 * @param name names its draws
 * @param jitter how often and how strongly
 * @param change what happens
 */
record IntensityAugmentation(String name, RandomStrength jitter, Change change) {

    interface Change {
        /** Changes the patch's image in place. */
        void apply(Patch patch, double strength, KeyedRandom draw);
    }

    /** Those that can happen, in their order. */
    static List<IntensityAugmentation> of(IntensityJitter settings) {
        return List.of(
                        new IntensityAugmentation("noise", settings.noise(), VoxelAugmentations::noise),
                        new IntensityAugmentation("blur", settings.blur(), (patch, sd, draw) -> Blur.apply(patch, sd)),
                        new IntensityAugmentation("brightness", settings.brightness(), VoxelAugmentations::brightness),
                        new IntensityAugmentation("contrast", settings.contrast(), VoxelAugmentations::contrast),
                        new IntensityAugmentation(
                                "low resolution",
                                settings.lowResolution(),
                                (patch, kept, draw) -> LowResolution.apply(patch, kept)),
                        new IntensityAugmentation("gamma", settings.gamma(), VoxelAugmentations::gamma))
                .stream()
                .filter(each -> each.jitter.probability() > 0)
                .toList();
    }

    void apply(Patch patch, KeyedRandom draw) {
        KeyedRandom own = draw.branch(name);
        if (own.happens(jitter.probability())) {
            change.apply(patch, own.uniform(jitter.low(), jitter.high()), own);
        }
    }
}
