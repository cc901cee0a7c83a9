package org.attunet.data.record;

import java.util.function.Supplier;
import org.attunet.data.DataException;
import org.attunet.data.cache.PreparedCase;
import org.attunet.data.cache.PreparedCases;
import org.attunet.data.dataset.Case;

/** Makes the patch that seed, epoch, case and crop stand for. Thread-safe. */
final class PatchMaker {
    private final PreparedCases cases;
    private final long seed;
    private final Cropper cropper;
    private final Augmenter augmenter;

    PatchMaker(PreparedCases cases, PatchSettings settings, long seed) {
        this.cases = cases;
        this.seed = seed;
        cropper = new Cropper(settings);
        augmenter = new Augmenter(settings.augmentation());
    }

    Patch make(int epoch, Case source, int crop) {
        PatchRecipe recipe = recipe(epoch, source, crop);
        return at("augmentation", source, recipe::make);
    }

    PatchRecipe recipe(int epoch, Case source, int crop) {
        KeyedRandom random = KeyedRandom.of(seed, epoch, KeyedRandom.key(source.id()), crop);
        PreparedCase prepared = at("preprocessing", source, () -> cases.get(source));
        Window window = at("cropping", source, () -> cropper.place(prepared, random.branch("centre")));
        return at("augmentation", source, () -> augmenter.draw(prepared, window, random));
    }

    private static <T> T at(String stage, Case source, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw new DataException("case " + source.id() + ", " + stage + ": " + e.getMessage(), e);
        }
    }
}
