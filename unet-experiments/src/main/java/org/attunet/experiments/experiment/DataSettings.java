package org.attunet.experiments.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.data.FileName;
import org.attunet.data.Inlined;
import org.attunet.data.record.PatchSettings;
import org.attunet.data.record.SurroundingsSettings;
import org.attunet.data.transform.Intensity;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.transform.Range;
import org.attunet.data.volume.Size;

/**
 * What becomes of a CT before the network sees it, and which patches it is trained on.
 *
 * @param transforms what is done to every CT; its minimum is at least a patch, see {@link #preprocessing}
 * @param patches which patches the network is trained on
 * @param cache where preprocessed cases are kept
 * @param threads that make patches; their number changes no patch
 * @param classNames names of the classes, background first
 * @param cropsFrom which part of a case patches are cut from
 * @param fold which fold of the dataset's {@code split.json}, from 1; 0 where that holds a single split
 * @param allowOverlap whether a case may be trained, validated and tested on
 */
public record DataSettings(
        @Inlined PreprocessingSettings transforms,
        @Inlined PatchSettings patches,
        CacheConfig cache,
        int threads,
        List<String> classNames,
        CropsFrom cropsFrom,
        int fold,
        boolean allowOverlap) {

    /** Parts of a case that patches are cut from. */
    public enum CropsFrom {
        /** All of it. */
        SCAN,
        /** Where the coarse model of inference says to look. */
        COARSE
    }

    /** Refuses unknown presets; the parts check themselves. */
    public DataSettings {
        if (!PreprocessingSettings.PRESETS.contains(transforms.preset())) {
            throw new IllegalArgumentException("one of " + String.join(", ", PreprocessingSettings.PRESETS)
                    + " is expected, found '" + transforms.preset() + "'");
        }
        if (classNames.isEmpty() || classNames.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a name is expected for the background at least, found " + classNames);
        }
        for (String name : classNames) {
            FileName.problem(name).ifPresent(problem -> {
                throw new IllegalArgumentException(
                        "class names become part of files' names: letters, digits, blanks, dots and dashes are expected, found "
                                + problem);
            });
        }
        if (threads < 1) {
            throw new IllegalArgumentException("one thread at least makes patches, not " + threads);
        }
        if (fold < 0) {
            throw new IllegalArgumentException("fold is counted from 1, or 0 for a single split, not " + fold);
        }
        requireFatAmongInputs(transforms.intensity(), patches.augmentation().surroundings());
        classNames = List.copyOf(classNames);
    }

    /** Fat that no input can be would leave every patch as it is, and nobody would know. */
    private static void requireFatAmongInputs(Intensity intensity, SurroundingsSettings surroundings) {
        Optional<Range> inputs = intensity.inputs();
        if (surroundings.probability() > 0
                && inputs.isPresent()
                && !inputs.get().contains(surroundings.fat().orElseThrow())) {
            throw new IllegalArgumentException("augmentation.surroundings.fat is a value of the input, which goes from "
                    + inputs.get().low() + " to " + inputs.get().high() + " by data.intensity, not "
                    + surroundings.fat().get());
        }
    }

    /** The deterministic part, kept with the model. A volume is at least as large as a patch. */
    public PreprocessingSettings preprocessing() {
        Size patch = patches.patch();
        return transforms.withMinimum(
                transforms.minimum().map(size -> larger(size, patch)).orElse(patch));
    }

    /** A name for each class: those given, then {@code class-2}, {@code class-3} … */
    public List<String> classNames(int classes) {
        List<String> names = new ArrayList<>(classNames.subList(0, Math.min(classes, classNames.size())));
        while (names.size() < classes) {
            names.add("class-" + names.size());
        }
        return names;
    }

    private static Size larger(Size a, Size b) {
        return new Size(Math.max(a.x(), b.x()), Math.max(a.y(), b.y()), Math.max(a.z(), b.z()));
    }
}
