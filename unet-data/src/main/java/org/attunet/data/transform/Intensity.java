package org.attunet.data.transform;

import java.util.Optional;

/**
 * How CT values become network inputs: {@code (clip(v) - centre) / divisor}.
 *
 * @param method where centre and divisor come from
 * @param window HU below and above are clipped before anything is measured; required by {@link Method#FIXED}
 * @param percentiles the percent (0…100) of voxels below either end of the range; only with {@link Method#PERCENTILE}
 * @param centre HU that become 0; only with {@link Method#FIXED}
 * @param divisor HU above the centre that become 1; only with {@link Method#FIXED}
 */
public record Intensity(
        Method method, Optional<Range> window, Optional<Range> percentiles, double centre, double divisor) {

    /** Where centre and divisor come from. */
    public enum Method {
        /** Values stay as they are. */
        NONE,
        /** Mean and population standard deviation of the whole volume. */
        Z_SCORE,
        /** The settings' own. */
        FIXED,
        /** Values are clipped to the percentiles' and mapped to 0…1. */
        PERCENTILE
    }

    /** Refuses a method without what it needs. */
    public Intensity {
        if (method == Method.FIXED && (window.isEmpty() || !(divisor > 0))) {
            throw new IllegalArgumentException("a fixed intensity needs an HU window and a positive divisor");
        }
        if (method == Method.PERCENTILE
                && !(percentiles.isPresent()
                        && percentiles.get().low() >= 0
                        && percentiles.get().high() <= 100)) {
            throw new IllegalArgumentException("a percentile intensity needs two percentiles within 0…100");
        }
    }

    /** Between which values every network input lies, where that is known beforehand. */
    public Optional<Range> inputs() {
        return switch (method) {
            case NONE -> window;
            case Z_SCORE -> Optional.empty();
            case FIXED -> window.map(hu -> new Range((hu.low() - centre) / divisor, (hu.high() - centre) / divisor));
            case PERCENTILE -> Optional.of(new Range(0, 1));
        };
    }

    /** Values as they are. */
    public static Intensity none() {
        return new Intensity(Method.NONE, Optional.empty(), Optional.empty(), 0, 1);
    }

    /** Zero mean and unit standard deviation over the whole volume. */
    public static Intensity zScore() {
        return new Intensity(Method.Z_SCORE, Optional.empty(), Optional.empty(), 0, 1);
    }

    /** HU clipped to {@code low…high}, then {@code (v - centre) / divisor}. */
    public static Intensity window(double low, double high, double centre, double divisor) {
        return new Intensity(Method.FIXED, Optional.of(new Range(low, high)), Optional.empty(), centre, divisor);
    }

    /** Clipped to two percentiles of the volume, which become 0 and 1. */
    public static Intensity percentile(double low, double high) {
        return new Intensity(Method.PERCENTILE, Optional.empty(), Optional.of(new Range(low, high)), 0, 1);
    }
}
