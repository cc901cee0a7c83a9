package org.attunet.data.dataset;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.attunet.data.BadInput;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.attunet.data.volume.VolumeChecks;
import org.attunet.data.volume.VolumeStatistics;

/**
 * What a label file holds.
 *
 * @param counts voxels of each integer
 * @param mask the classes; nothing where the values are no labels, or some stand for no class
 * @param findings L5 (not integers), L6 (no integers that a label has) and L8 (CT values)
 */
record LabelValues(LabelCounts counts, Optional<Mask> mask, List<Finding> findings) {
    private static final float TOLERANCE = 1e-3f;

    /** More values than any set of organs has. */
    private static final int MANY = 128;

    /** Reads the values and what {@code map} makes of them. */
    static LabelValues of(Volume volume, LabelMap map) {
        return new Reading(volume).result(map);
    }

    /** Whether every value is an integer that a label may have, a class of its own or not. */
    boolean areLabels() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    private static final class Reading {
        private final Volume volume;
        private final SortedMap<Integer, Integer> found = new TreeMap<>();
        private final BitSet different = new BitSet();
        private final List<Finding> findings = new ArrayList<>();
        private int between;
        private float example;
        private int nearly;
        private int huge;

        Reading(Volume volume) {
            this.volume = volume;
            int[] few = new int[256];
            for (int n = 0; n < volume.size().voxels(); n++) {
                float value = volume.get(n);
                float integer = (float) Math.rint(value);
                if (!(Math.abs(value - integer) <= TOLERANCE)) {
                    between++;
                    example = value;
                    note(integer);
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
            } else if (Math.abs(integer) <= LabelMap.LARGEST_VALUE) {
                found.merge((int) integer, 1, Integer::sum);
            } else {
                huge++;
            }
        }

        /** Values of a CT are distinguished to a whole HU, whatever lies behind their points. */
        private void note(float integer) {
            if (Math.abs(integer) <= Short.MAX_VALUE) {
                different.set((int) integer - Short.MIN_VALUE);
            }
        }

        LabelValues result(LabelMap map) {
            boolean labels = !findCtValues() && !findFractions() && !findHuge() && !findMany(map);
            LabelCounts counts = new LabelCounts(found, map);
            boolean classes = counts.unlisted().isEmpty()
                    && counts.beyond(LabelMap.LARGEST_CLASS + 1).isEmpty();
            return new LabelValues(counts, labels && classes ? Optional.of(mask(map)) : Optional.empty(), findings);
        }

        private void error(BadInput code, String format, Object... values) {
            findings.add(Finding.of(code, Severity.ERROR, String.format(Locale.ROOT, format, values)));
        }

        /** The range of a CT, and more different values than there are organs: not a label at all. */
        private boolean findCtValues() {
            found.keySet().forEach(this::note);
            if (different.cardinality() <= MANY) {
                return false;
            }
            VolumeStatistics values = VolumeStatistics.of(volume);
            boolean ct = VolumeChecks.isLikeCt(values);
            if (ct) {
                error(
                        BadInput.L8,
                        "the label holds %d different values from %.6g to %.6g: a CT, it seems, and no label;"
                                + " give the file of the labels",
                        different.cardinality(),
                        values.min(),
                        values.max());
            }
            return ct;
        }

        private boolean findFractions() {
            if (between > 0) {
                error(
                        BadInput.L5,
                        "%d label voxels are no integers, such as %s; save the label without interpolation, or"
                                + " threshold it",
                        between,
                        example);
            } else if (nearly > 0) {
                findings.add(Finding.of(
                        BadInput.L5,
                        Severity.FIXED,
                        nearly + " label voxels are within 0.001 of an integer, taken as it"));
            }
            return between > 0;
        }

        private boolean findHuge() {
            if (huge > 0) {
                error(
                        BadInput.L6,
                        "%d label voxels are beyond ±%d, where integers are no longer distinct; write the label with"
                                + " smaller numbers",
                        huge,
                        LabelMap.LARGEST_VALUE);
            }
            return huge > 0;
        }

        /** A map says that they are meant. */
        private boolean findMany(LabelMap map) {
            boolean many = map.isEmpty() && found.size() > MANY;
            if (many) {
                error(
                        BadInput.L6,
                        "the label holds %d different values from %d to %d, more than any set of organs has; give the"
                                + " file of the labels, or say which values are meant: 'labels: {%d: 1}' and 'others:"
                                + " background' in dataset.yaml (on the command line: --map %d=1,others=background)",
                        found.size(),
                        found.firstKey(),
                        found.lastKey(),
                        found.lastKey(),
                        found.lastKey());
            }
            return many;
        }

        private Mask mask(LabelMap map) {
            byte[] table = new byte[256];
            SortedMap<Integer, Byte> rest = new TreeMap<>();
            found.keySet().forEach(value -> {
                byte label = (byte) map.classOf(value).orElseThrow();
                if (value >= 0 && value < table.length) {
                    table[value] = label;
                } else {
                    rest.put(value, label);
                }
            });
            byte[] labels = new byte[volume.size().voxels()];
            for (int n = 0; n < labels.length; n++) {
                int value = Math.round(volume.get(n));
                labels[n] = value >= 0 && value < table.length ? table[value] : rest.get(value);
            }
            return new Mask(volume.geometry(), labels);
        }
    }
}
