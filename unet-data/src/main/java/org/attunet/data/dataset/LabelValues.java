package org.attunet.data.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;

/**
 * What a label file holds.
 *
 * @param counts voxels of each value, after the dataset's label map
 * @param mask the classes; nothing where the values are no labels
 * @param findings L5 (not integers) and L8 (CT values)
 */
record LabelValues(Map<Integer, Integer> counts, Optional<Mask> mask, List<Finding> findings) {
    private static final float TOLERANCE = 1e-3f;

    /** More values than any set of organs has. */
    private static final int MANY = 128;

    /** Reads the values; {@code classes} maps them where it names them. */
    static LabelValues of(Volume volume, Map<Integer, Integer> classes) {
        return new Reading(volume).result(classes);
    }

    private static final class Reading {
        private final Volume volume;
        private final TreeMap<Integer, Integer> found = new TreeMap<>();
        private final List<Finding> findings = new ArrayList<>();
        private int between;
        private float example;
        private int nearly;

        Reading(Volume volume) {
            this.volume = volume;
            int[] few = new int[256];
            for (int n = 0; n < volume.size().voxels(); n++) {
                float value = volume.get(n);
                float integer = (float) Math.rint(value);
                if (!(Math.abs(value - integer) <= TOLERANCE)) {
                    between++;
                    example = value;
                } else {
                    nearly += value == integer ? 0 : 1;
                    count(few, integer);
                }
            }
            for (int value = 0; value < few.length; value++) {
                if (few[value] > 0) {
                    found.put(value, few[value]);
                }
            }
        }

        private void count(int[] few, float integer) {
            if (integer >= 0 && integer < few.length) {
                few[(int) integer]++;
            } else {
                found.merge((int) integer, 1, Integer::sum);
            }
        }

        LabelValues result(Map<Integer, Integer> classes) {
            boolean labels = !findCtValues() && !findFractions();
            Map<Integer, Integer> counts = new TreeMap<>();
            found.forEach((value, count) -> counts.merge(classes.getOrDefault(value, value), count, Integer::sum));
            boolean bytes = found.keySet().stream().allMatch(value -> value >= 0 && value <= 255);
            return new LabelValues(counts, labels && bytes ? Optional.of(mask(classes)) : Optional.empty(), findings);
        }

        /** Negative values, or more of them than there are organs: not a label at all. */
        private boolean findCtValues() {
            boolean negative = found.keySet().stream().anyMatch(value -> value < 0);
            if (!negative && found.size() <= MANY) {
                return false;
            }
            findings.add(Finding.of(
                    "L8",
                    Severity.ERROR,
                    String.format(
                            Locale.ROOT,
                            "the label holds %d different values from %d to %d: a CT, it seems, and no label;"
                                    + " give the file of the labels",
                            found.size(),
                            found.firstKey(),
                            found.lastKey())));
            return true;
        }

        private boolean findFractions() {
            if (between > 0) {
                findings.add(Finding.of(
                        "L5",
                        Severity.ERROR,
                        between + " label voxels are no integers, such as " + example
                                + "; save the label without interpolation, or threshold it"));
            } else if (nearly > 0) {
                findings.add(Finding.of(
                        "L5", Severity.FIXED, nearly + " label voxels are within 0.001 of an integer, taken as it"));
            }
            return between > 0;
        }

        private Mask mask(Map<Integer, Integer> classes) {
            byte[] table = new byte[256];
            for (int value = 0; value < table.length; value++) {
                table[value] = (byte) (int) classes.getOrDefault(value, value);
            }
            byte[] labels = new byte[volume.size().voxels()];
            for (int n = 0; n < labels.length; n++) {
                labels[n] = table[Math.round(volume.get(n))];
            }
            return new Mask(volume.geometry(), labels);
        }
    }
}
