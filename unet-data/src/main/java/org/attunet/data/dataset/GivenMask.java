package org.attunet.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.attunet.data.BadInput;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.nifti.Form;
import org.attunet.data.nifti.NiftiImage;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.volume.AxisOrder;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;

/**
 * A mask of any program.
 *
 * @param mask its classes
 * @param values voxels of each value in the file, before any map; 0 is left out
 * @param findings what is odd about the file, or was put right
 */
public record GivenMask(Mask mask, Map<Integer, Long> values, List<Finding> findings) {
    /** Corners of two grids may lie this far apart: the round-off of affines stored in 32 bits, no displacement. */
    private static final double SAME_PLACE_MM = 0.1;

    /** Keeps its own copies. */
    public GivenMask {
        values = new TreeMap<>(values);
        findings = List.copyOf(findings);
    }

    /**
     * Reads a file.
     *
     * @param map what its values mean
     * @param prefer which of its header's two forms counts where they disagree
     */
    public static GivenMask read(Path file, ValueMap map, Optional<Form> prefer) {
        NiftiImage image = NiftiReader.read(file, prefer);
        Counting counting = new Counting(map);
        Mask mask = NiftiReader.labels(image.volume(), file, counting);
        return new GivenMask(mask, counting.counts(), image.notes());
    }

    /**
     * The mask on the grid of its label, where the two hold the same points in another order of axes or with some reversed: no voxel
     * is computed. Left as it is where they do not.
     */
    public GivenMask onto(Geometry grid) {
        Optional<AxisOrder> order = AxisOrder.between(mask.geometry(), grid, SAME_PLACE_MM);
        if (order.isEmpty() || order.get().isIdentity()) {
            return this;
        }
        List<Finding> noted = new ArrayList<>(findings);
        noted.add(Finding.of(
                BadInput.L3,
                Severity.FIXED,
                "the mask is stored " + mask.geometry().orientation().code() + ", the label "
                        + grid.orientation().code() + ": its axes were put in the label's order, every voxel kept"));
        return new GivenMask(order.get().of(mask), values, noted);
    }

    /** Neighbours are nearly always alike: the map is asked where the value changes. */
    private static final class Counting implements IntUnaryOperator {
        private final ValueMap map;
        private final Map<Integer, Long> counts = new TreeMap<>();
        private int value;
        private int organ;
        private long run;

        Counting(ValueMap map) {
            this.map = map;
            this.organ = map.classOf(0);
        }

        @Override
        public int applyAsInt(int next) {
            if (next != value) {
                close();
                value = next;
                organ = map.classOf(next);
            }
            run++;
            return organ;
        }

        private void close() {
            if (value != 0 && run > 0) {
                counts.merge(value, run, Long::sum);
            }
            run = 0;
        }

        Map<Integer, Long> counts() {
            close();
            return counts;
        }
    }
}
