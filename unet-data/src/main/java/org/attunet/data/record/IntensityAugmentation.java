package org.attunet.data.record;

import java.util.List;
import java.util.Optional;
import org.attunet.data.record.IntensityChange.Kind;
import org.attunet.data.volume.Size;

/**
 * A change of a patch's image values that happens to some patches.
 *
 * @param kind what happens
 * @param range how often and how strongly
 * @param change does it
 */
record IntensityAugmentation(Kind kind, RandomStrength range, Change change) {

    interface Change {
        /** Changes the patch's image in place. */
        void apply(Patch patch, double strength, KeyedRandom random);
    }

    /** Those that can happen, in their order. */
    static List<IntensityAugmentation> of(IntensityJitter settings) {
        return List.of(
                        new IntensityAugmentation(Kind.NOISE, settings.noise(), VoxelAugmentations::noise),
                        new IntensityAugmentation(
                                Kind.BLUR, settings.blur(), (patch, sd, random) -> Blur.apply(patch, sd)),
                        new IntensityAugmentation(
                                Kind.BRIGHTNESS, settings.brightness(), VoxelAugmentations::brightness),
                        new IntensityAugmentation(Kind.CONTRAST, settings.contrast(), VoxelAugmentations::contrast),
                        new IntensityAugmentation(
                                Kind.LOW_RESOLUTION,
                                settings.lowResolution(),
                                (patch, kept, random) -> LowResolution.apply(patch, kept)),
                        new IntensityAugmentation(Kind.GAMMA, settings.gamma(), VoxelAugmentations::gamma))
                .stream()
                .filter(each -> each.range.probability() > 0)
                .toList();
    }

    /** What happens to one patch, if anything does. */
    Optional<Drawn> draw(KeyedRandom random) {
        KeyedRandom own = random.branch(kind.draws());
        return own.happens(range.probability())
                ? Optional.of(new Drawn(this, own.uniform(range.low(), range.high()), own))
                : Optional.empty();
    }

    /**
     * What happens to one patch.
     *
     * @param random goes on with whatever is random in it
     */
    record Drawn(IntensityAugmentation what, double strength, KeyedRandom random) {
        void apply(Patch patch) {
            what.change.apply(patch, strength, random.copy());
        }

        /** The same as numbers. */
        IntensityChange numbers(Size patch) {
            double[] numbers = switch (what.kind) {
                case BLUR -> Blur.weights(strength);
                case LOW_RESOLUTION -> LowResolution.kept(patch, strength);
                case NOISE, BRIGHTNESS, CONTRAST, GAMMA -> new double[] {strength};
            };
            return new IntensityChange(what.kind, numbers, random.state());
        }
    }
}
