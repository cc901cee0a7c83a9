package org.attunet.experiments.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.data.FileName;
import org.attunet.data.record.AugmentationSettings;
import org.attunet.data.record.PatchSettings;
import org.attunet.data.transform.Intensity;
import org.attunet.data.transform.Interpolation;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.transform.PreprocessingSettings.Crop;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;

/**
 * What becomes of a CT before the network sees it, and which patches it is trained on.
 *
 * @param preset what intensity, crop, spacing and minimum are where a file says nothing of them
 * @param intensity how HU become network inputs
 * @param crop what is cut away
 * @param spacing millimetres between voxels; empty keeps the scan's own
 * @param minimum voxels per axis at least, padded with zeros; the patch is always a minimum as well
 * @param interpolation of the image at a new spacing
 * @param patch voxels of a training patch along each axis
 * @param cropsPerVolume patches of a case in a step
 * @param positiveShare share of patches centred on a label voxel
 * @param augmentation how patches are varied
 * @param cache where preprocessed cases are kept
 * @param threads that make patches; their number changes no patch
 * @param classNames names of the classes, background first
 * @param fold which fold of the dataset's {@code split.json}, from 1; 0 where that holds a single split
 * @param allowOverlap whether a case may be trained, validated and tested on
 */
public record DataSettings(
        String preset,
        Intensity intensity,
        Crop crop,
        Optional<Spacing> spacing,
        Optional<Size> minimum,
        Interpolation interpolation,
        Size patch,
        int cropsPerVolume,
        double positiveShare,
        AugmentationSettings augmentation,
        CacheConfig cache,
        int threads,
        List<String> classNames,
        int fold,
        boolean allowOverlap) {

    /** Refuses unknown presets; the parts check themselves. */
    public DataSettings {
        if (!PreprocessingSettings.PRESETS.contains(preset)) {
            throw new IllegalArgumentException("one of " + String.join(", ", PreprocessingSettings.PRESETS)
                    + " is expected, found '" + preset + "'");
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
        classNames = List.copyOf(classNames);
        // Their own checks, so that a problem is found where it is written.
        new PatchSettings(patch, cropsPerVolume, positiveShare, augmentation);
    }

    /** The deterministic part, kept with the model. A volume is at least as large as a patch. */
    public PreprocessingSettings preprocessing() {
        Size least = minimum.map(size -> larger(size, patch)).orElse(patch);
        return new PreprocessingSettings(preset, intensity, crop, spacing, Optional.of(least), interpolation);
    }

    /** The random part. */
    public PatchSettings patches() {
        return new PatchSettings(patch, cropsPerVolume, positiveShare, augmentation);
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
