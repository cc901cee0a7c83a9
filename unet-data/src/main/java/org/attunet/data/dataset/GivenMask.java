package org.attunet.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.nifti.AffineSource;
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
     * Reads a file. Values that no class has are refused, a map's unlisted ones too where no label has such a value.
     *
     * @param map what its values mean
     * @param prefer which of its header's two forms counts where they disagree
     */
    public static GivenMask read(Path file, LabelMap map, Optional<AffineSource> prefer) {
        NiftiImage image = NiftiReader.readPlaced(file, prefer);
        LabelValues values = LabelValues.of(image.volume(), map);
        Mask mask = values.mask().orElseThrow(() -> refusal(file, values));
        Map<Integer, Long> counts = new TreeMap<>();
        values.counts().voxels().forEach((value, voxels) -> counts.put(value, (long) voxels));
        counts.remove(0);
        requireLabels(file, map, counts);
        List<Finding> findings = new ArrayList<>(image.notes());
        findings.addAll(values.findings());
        values.counts().full().ifPresent(findings::add);
        return new GivenMask(mask, counts, findings);
    }

    private static DataException refusal(Path file, LabelValues values) {
        if (!values.areLabels()) {
            return LabelCheck.refusal(file, values);
        }
        LabelCounts counts = values.counts();
        int classes = LabelMap.LARGEST_CLASS + 1;
        Set<Integer> organ = counts.hasOrgan(classes)
                ? Set.of()
                : counts.firstPositive().stream().collect(Collectors.toSet());
        return DataException.refuse(
                BadInput.L6,
                file,
                "values stand for no class",
                "integers from 0 to " + LabelMap.LARGEST_CLASS,
                counts.describe(counts.beyond(classes)),
                "Say what each value means, as in --map " + counts.proposed(classes, organ) + ".");
    }

    /** What a map does not list is background if it is a label at all. */
    private static void requireLabels(Path file, LabelMap map, Map<Integer, Long> counts) {
        for (int value : counts.keySet()) {
            if (!map.isEmpty() && !map.lists(value) && !LabelMap.isClass(value)) {
                throw DataException.refuse(
                        BadInput.L8,
                        file,
                        "the value is neither a label nor listed by --map " + map,
                        "integers from 0 to " + LabelMap.LARGEST_CLASS,
                        (float) value + " (" + counts.get(value) + " voxels)",
                        "Give the file of the labels, or list the value: --map " + map + "," + value + "=0.");
            }
        }
    }

    /** L7 where masks are scored against this one, and no value of its file is other than 0. */
    public Optional<Finding> emptyLabel() {
        return values.isEmpty() ? Optional.of(SetCheck.SCORED_AGAINST_NOTHING) : Optional.empty();
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
}
