package org.attunet.data.transform;

import java.util.List;
import java.util.Optional;
import org.attunet.data.volume.Orientation;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;

/**
 * What is done to a CT before any network sees it. The order is fixed: normalise, crop, orient to RAS, resample, pad.
 *
 * @param preset the preset this began as
 * @param intensity how HU become network inputs
 * @param crop what is cut away
 * @param spacing millimetres between voxels; empty keeps the scan's own
 * @param minimum voxels per axis at least, padded with zeros; empty pads nothing
 * @param interpolation of the image at a new spacing; labels are always the nearest voxel's
 */
public record PreprocessingSettings(
        String preset,
        Intensity intensity,
        Crop crop,
        Optional<Spacing> spacing,
        Optional<Size> minimum,
        Interpolation interpolation) {

    /** What does not say how to interpolate was written when there was one way. */
    public PreprocessingSettings {
        interpolation = interpolation == null ? Interpolation.LINEAR : interpolation;
    }

    /** With linear interpolation. */
    public PreprocessingSettings(
            String preset, Intensity intensity, Crop crop, Optional<Spacing> spacing, Optional<Size> minimum) {
        this(preset, intensity, crop, spacing, minimum, Interpolation.LINEAR);
    }

    /** What is cut away. */
    public enum Crop {
        /** Nothing. */
        NONE,
        /** Everything outside the box of voxels above 0 after normalisation. */
        FOREGROUND
    }

    /** Names of the presets, in the order in which to list them. */
    public static final List<String> PRESETS = List.of("reference", "demo", "paper", "best");

    /** The preset of that name; null where there is none would hide a typing error, so it is refused. */
    public static PreprocessingSettings preset(String name) {
        return switch (name) {
            case "reference" -> reference();
            case "demo" -> demo();
            case "paper" -> paper();
            case "best" -> best();
            default ->
                throw new IllegalArgumentException(
                        "no preprocessing preset is called " + name + "; there are " + String.join(", ", PRESETS));
        };
    }

    /** The reference project's chain: z-score, crop to voxels brighter than the mean, 2 mm, at least 96³. */
    public static PreprocessingSettings reference() {
        return new PreprocessingSettings(
                "reference",
                Intensity.zScore(),
                Crop.FOREGROUND,
                Optional.of(Spacing.isotropic(2)),
                Optional.of(Size.cube(96)));
    }

    /** For phantoms, on their own grid: HU clipped to ±150 and divided by 75. */
    public static PreprocessingSettings demo() {
        return new PreprocessingSettings(
                "demo", Intensity.window(-150, 150, 0, 75), Crop.NONE, Optional.empty(), Optional.empty());
    }

    /** The paper's: 2 mm, values between two percentiles mapped to 0…1, at least 160×160×96. */
    public static PreprocessingSettings paper() {
        return new PreprocessingSettings(
                "paper",
                Intensity.percentile(1, 95),
                Crop.NONE,
                Optional.of(Spacing.isotropic(2)),
                Optional.of(new Size(160, 160, 96)));
    }

    /** Ours: a soft-tissue window, which a scan's air and metal cannot shift, and 1.5 mm by cubic splines. */
    public static PreprocessingSettings best() {
        return new PreprocessingSettings(
                "best",
                Intensity.window(-150, 250, 50, 100),
                Crop.NONE,
                Optional.of(Spacing.isotropic(1.5)),
                Optional.of(Size.cube(96)),
                Interpolation.CUBIC);
    }

    /** The same with at least this many voxels per axis: a patch or window never reaches beyond the volume. */
    public PreprocessingSettings withMinimum(Size size) {
        return new PreprocessingSettings(preset, intensity, crop, spacing, Optional.of(size), interpolation);
    }

    /** The same at another spacing. */
    public PreprocessingSettings withSpacing(Spacing millimetres) {
        return new PreprocessingSettings(preset, intensity, crop, Optional.of(millimetres), minimum, interpolation);
    }

    /** The same with another interpolation of the image. */
    public PreprocessingSettings withInterpolation(Interpolation other) {
        return new PreprocessingSettings(preset, intensity, crop, spacing, minimum, other);
    }

    /** The orientation of everything the network sees. */
    public static Orientation orientation() {
        return Orientation.RAS;
    }
}
