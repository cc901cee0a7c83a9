package org.attunet.data.volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.attunet.data.Finding;
import org.attunet.data.Severity;

/** Whether values can be those of a CT in HU. */
public final class VolumeChecks {
    /** A CT reaches at least from fat to blood; 0–255, 0–1 and z-scores do not. */
    private static final double FAT = -50;

    private static final double BLOOD = 50;
    private static final double LOWEST = -32768;
    private static final double HIGHEST = 65535;

    private VolumeChecks() {}

    /** Findings N17 (not finite), N18 (constant) and N19 (no CT values); empty where all is well. */
    public static List<Finding> ct(VolumeStatistics values) {
        List<Finding> findings = new ArrayList<>();
        if (values.notFinite() > 0) {
            findings.add(
                    Finding.of(
                            "N17",
                            Severity.ERROR,
                            values.nan() + " voxels are not a number and " + values.infinite()
                                    + " infinite; --replace-nan, or replace-nan: true in dataset.yaml, puts the lowest value there"));
        }
        if (values.min() == values.max()) {
            findings.add(Finding.of("N18", Severity.ERROR, "every voxel has the value " + values.min()));
        } else if (!isLikeCt(values)) {
            findings.add(Finding.of(
                    "N19",
                    Severity.WARNING,
                    String.format(
                            Locale.ROOT,
                            "values from %.6g to %.6g are not those of a CT in HU",
                            values.min(),
                            values.max())));
        }
        return findings;
    }

    /** Whether the values reach from fat to blood at least and stay within 16 bits, as HU do. */
    public static boolean isLikeCt(VolumeStatistics values) {
        return values.min() >= LOWEST && values.min() <= FAT && values.max() >= BLOOD && values.max() <= HIGHEST;
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
