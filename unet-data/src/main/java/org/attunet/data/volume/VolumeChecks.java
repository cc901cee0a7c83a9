package org.attunet.data.volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attunet.data.BadInput;
import org.attunet.data.Finding;
import org.attunet.data.Severity;

/** Whether values can be those of a CT in HU. */
public final class VolumeChecks {
    /** A CT reaches at least from fat to blood; 0–255, 0–1 and z-scores do not. */
    private static final double FAT = -50;

    private static final double BLOOD = 50;
    private static final double LOWEST = -32768;
    private static final double HIGHEST = 65535;

    /** A tall patient, and what the widest scanners see across. */
    private static final double LONGEST_MM = 2500;

    private static final double WIDEST_MM = 1200;

    /** The thinnest slab that anybody cuts out of a CT, and the smallest whole field of view. */
    private static final double THINNEST_MM = 2;

    private static final double SMALLEST_MM = 50;

    private VolumeChecks() {}

    /** Findings N17 (not finite), N18 (constant) and N19 (no CT values); empty where all is well. */
    public static List<Finding> ct(VolumeStatistics values) {
        List<Finding> findings = new ArrayList<>();
        if (values.notFinite() > 0) {
            findings.add(
                    Finding.of(
                            BadInput.N17,
                            Severity.ERROR,
                            values.nan() + " voxels are not a number and " + values.infinite()
                                    + " infinite; --replace-nan, or replace-nan: true in dataset.yaml, puts the lowest value there"));
        }
        if (values.min() == values.max()) {
            findings.add(Finding.of(BadInput.N18, Severity.ERROR, "every voxel has the value " + values.min()));
        } else if (!isMeasuredLikeCt(values)) {
            findings.add(Finding.of(
                    BadInput.N19,
                    Severity.WARNING,
                    String.format(
                            Locale.ROOT,
                            "values from %.6g to %.6g are not those of a CT in HU",
                            values.min(),
                            values.max())));
        }
        return findings;
    }

    /** Whether what a filling leaves over is like a CT; where it leaves nothing, the filling itself. */
    private static boolean isMeasuredLikeCt(VolumeStatistics values) {
        double min = values.measured().min();
        return isLikeCt(Double.isNaN(min) ? values.min() : min, values.max());
    }

    /**
     * A warning (N19) where voxels lie below everything that a scanner measures, such as −2000, −3024 or −32768 outside its field of
     * view: with their count, and with what they do to a normalisation by mean and deviation.
     */
    public static Optional<Finding> filling(VolumeStatistics values) {
        VolumeStatistics.Measured measured = values.measured();
        if (measured.filled() == 0 || Double.isNaN(measured.min())) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                BadInput.N19,
                Severity.WARNING,
                String.format(
                        Locale.ROOT,
                        "%d voxels lie below %d HU, down to %.6g, and hold no measured value but a filling; kept as they are:"
                                + " z-score normalisation takes %.1f as mean and %.1f as deviation, %.1f and %.1f without them",
                        measured.filled(),
                        VolumeStatistics.FILLING,
                        values.min(),
                        values.mean(),
                        values.deviation(),
                        measured.mean(),
                        measured.deviation())));
    }

    /** A warning (N20) where a grid is larger than any patient or smaller than any field of view. */
    public static Optional<Finding> fieldOfView(Geometry grid) {
        double[] sides = new double[3];
        Arrays.setAll(sides, axis -> grid.size().along(axis) * grid.spacing().along(axis));
        String text = String.format(Locale.ROOT, "%.4g × %.4g × %.4g mm", sides[0], sides[1], sides[2]);
        Arrays.sort(sides);
        boolean large = sides[2] > LONGEST_MM || sides[1] > WIDEST_MM;
        boolean small = sides[2] < SMALLEST_MM || sides[0] < THINNEST_MM;
        return large || small
                ? Optional.of(Finding.of(
                        BadInput.N20,
                        Severity.WARNING,
                        "the field of view is " + text + ", "
                                + (large ? "larger than any body" : "smaller than any scan's")
                                + "; was the spacing written in another unit than mm?"))
                : Optional.empty();
    }

    /** Whether the values reach from fat to blood at least and stay within 16 bits, as HU do. */
    public static boolean isLikeCt(VolumeStatistics values) {
        return isLikeCt(values.min(), values.max());
    }

    private static boolean isLikeCt(double min, double max) {
        return min >= LOWEST && min <= FAT && max >= BLOOD && max <= HIGHEST;
    }

    /**
     * The volume with every value that is not finite replaced: not-a-number and −∞ by the lowest finite value, which in a CT
     * is what lies outside the field of view, +∞ by the highest. The volume itself where all are finite.
     */
    public static Volume replaceNotFinite(Volume volume) {
        VolumeStatistics values = VolumeStatistics.of(volume);
        if (values.notFinite() == 0 || Double.isNaN(values.min())) {
            return volume;
        }
        float[] replaced = volume.floats().clone();
        for (int n = 0; n < replaced.length; n++) {
            if (!Float.isFinite(replaced[n])) {
                replaced[n] = (float) (replaced[n] > 0 ? values.max() : values.min());
            }
        }
        return Volume.of(volume.geometry(), replaced);
    }
}
