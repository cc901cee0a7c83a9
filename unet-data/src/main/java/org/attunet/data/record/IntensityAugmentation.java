package org.attunet.data.record;

import java.util.List;

/**
 * A change of a patch's image values that happens to some patches.
 *
 * @param name names its draws
 * @param range how often and how strongly
 * @param change what happens
 */
record IntensityAugmentation(String name, RandomStrength range, Change change) {

    interface Change {
        /** Changes the patch's image in place. */
        void apply(Patch patch, double strength, KeyedRandom random);
    }

    /** Those that can happen, in their order. */
    static List<IntensityAugmentation> of(IntensityJitter settings) {
        return List.of(
                        new IntensityAugmentation("noise", settings.noise(), VoxelAugmentations::noise),
                        new IntensityAugmentation(
                                "blur", settings.blur(), (patch, sd, random) -> Blur.apply(patch, sd)),
                        new IntensityAugmentation("brightness", settings.brightness(), VoxelAugmentations::brightness),
                        new IntensityAugmentation("contrast", settings.contrast(), VoxelAugmentations::contrast),
                        new IntensityAugmentation(
                                "low resolution",
                                settings.lowResolution(),
                                (patch, kept, random) -> LowResolution.apply(patch, kept)),
                        new IntensityAugmentation("gamma", settings.gamma(), VoxelAugmentations::gamma))
                .stream()
                .filter(each -> each.range.probability() > 0)
                .toList();
    }

    void apply(Patch patch, KeyedRandom random) {
        KeyedRandom own = random.branch(name);
        if (own.happens(range.probability())) {
            change.apply(patch, own.uniform(range.low(), range.high()), own);
        }
    }
}
