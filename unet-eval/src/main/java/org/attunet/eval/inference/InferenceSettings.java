package org.attunet.eval.inference;

import java.util.Optional;
import org.attunet.data.Inlined;
import org.attunet.data.transform.Intensity;
import org.attunet.data.volume.Size;
import org.attunet.model.engine.PrecisionChoice;

/**
 * How an image is cut into windows for the network and put together again.
 *
 * @param window voxels of a window along each axis
 * @param overlap share of a window that its neighbour along an axis covers too, 0 to below 1
 * @param importance what counts where windows overlap
 * @param batch windows that the network sees at once
 * @param emptyBelow a window without a voxel above this value (of the preprocessed image) is taken as background and not
 *     shown to the network; empty shows it every window
 * @param skipEmptyWindows whether that value, where it is empty, is to be the one below which there is no body
 * @param precision how exactly windows are computed
 * @param coarse whether a coarse network says where to look
 */
public record InferenceSettings(
        Size window,
        double overlap,
        Importance importance,
        int batch,
        Optional<Double> emptyBelow,
        boolean skipEmptyWindows,
        PrecisionChoice precision,
        @Inlined CoarseSettings coarse) {
    /** Air and lung lie below, fat above. */
    private static final double AIR_HU = -300;

    /** Checks the ranges. */
    public InferenceSettings {
        // Model files of earlier versions have none of these two.
        precision = precision == null ? PrecisionChoice.AUTO : precision;
        coarse = coarse == null ? CoarseSettings.NONE : coarse;
        if (!(overlap >= 0 && overlap < 1)) {
            throw new IllegalArgumentException("inference.overlap is a share from 0 to below 1, not " + overlap);
        }
        if (batch < 1) {
            throw new IllegalArgumentException("inference.batch is at least 1, not " + batch);
        }
        if (emptyBelow.isPresent() && emptyBelow.get().isNaN()) {
            throw new IllegalArgumentException("inference.empty-below is a number, not nan");
        }
    }

    /** The reference's: a quarter overlap, Gaussian importance, every window; one window at a time. */
    public static InferenceSettings of(Size window) {
        return new InferenceSettings(
                window,
                0.25,
                Importance.GAUSSIAN,
                1,
                Optional.empty(),
                false,
                PrecisionChoice.AUTO,
                CoarseSettings.NONE);
    }

    /** The same with another batch. */
    public InferenceSettings withBatch(int windows) {
        return new InferenceSettings(
                window, overlap, importance, windows, emptyBelow, skipEmptyWindows, precision, coarse);
    }

    /** The same with another overlap. */
    public InferenceSettings withOverlap(double share) {
        return new InferenceSettings(window, share, importance, batch, emptyBelow, skipEmptyWindows, precision, coarse);
    }

    /** The same with another importance. */
    public InferenceSettings withImportance(Importance other) {
        return new InferenceSettings(window, overlap, other, batch, emptyBelow, skipEmptyWindows, precision, coarse);
    }

    /** The same, passing over windows without a voxel above {@code value}. */
    public InferenceSettings withEmptyBelow(double value) {
        return new InferenceSettings(
                window, overlap, importance, batch, Optional.of(value), skipEmptyWindows, precision, coarse);
    }

    /** The same with another way to be told where to look. */
    public InferenceSettings withCoarse(CoarseSettings other) {
        return new InferenceSettings(
                window, overlap, importance, batch, emptyBelow, skipEmptyWindows, precision, other);
    }

    /** The same with what counts as empty worked out where that was asked for. */
    public InferenceSettings resolved(Intensity intensity) {
        return skipEmptyWindows && emptyBelow.isEmpty() ? skippingAir(intensity) : this;
    }

    /**
     * The same, passing over windows that hold no body: nothing as dense as fat. Where what intensities mean is not known
     * beforehand, every window is shown as before.
     */
    public InferenceSettings skippingAir(Intensity intensity) {
        return switch (intensity.method()) {
            case NONE -> withEmptyBelow(AIR_HU);
            case FIXED ->
                withEmptyBelow((Math.max(AIR_HU, lowest(intensity)) - intensity.centre()) / intensity.divisor());
            // The mean of a whole scan is that of air and body together.
            case Z_SCORE -> withEmptyBelow(0);
            case PERCENTILE -> this;
        };
    }

    private static double lowest(Intensity intensity) {
        return intensity.window().orElseThrow().low();
    }
}
