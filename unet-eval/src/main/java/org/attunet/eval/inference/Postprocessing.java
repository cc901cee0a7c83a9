package org.attunet.eval.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.attunet.data.BadInput;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.volume.ConnectedComponents;
import org.attunet.data.volume.Mask;

/**
 * What is done to a mask after prediction, class by class, and what is to be said of the result.
 *
 * @param largestComponent whether only the largest connected part of each class stays
 * @param fillHoles whether what a class encloses becomes its own
 */
public record Postprocessing(boolean largestComponent, boolean fillHoles) {
    /** Leaves a mask as it is. */
    public static final Postprocessing NONE = new Postprocessing(false, false);

    private static final BadInput CODE = BadInput.M3;

    /**
     * A finished mask.
     *
     * @param mask on the grid it came on
     * @param findings classes that have no voxel; voxels that were dropped or filled, with their volume
     */
    public record Result(Mask mask, List<Finding> findings) {
        /** Keeps its own copy. */
        public Result {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Finishes a mask.
     *
     * @param classes names of the classes, background first
     */
    public Result run(Mask mask, List<String> classes) {
        List<Finding> findings = new ArrayList<>();
        Mask processed = mask;
        for (int label = 1; label < classes.size(); label++) {
            String name = classes.get(label);
            if (mask.count(label) == 0) {
                findings.add(empty(name, mask));
                continue;
            }
            if (largestComponent) {
                processed = largest(processed, label, name, findings);
            }
            if (fillHoles) {
                processed = filled(processed, label, name, findings);
            }
        }
        return new Result(processed, findings);
    }

    private static Finding empty(String name, Mask mask) {
        boolean all = mask.count(0) == mask.labels().length;
        return Finding.of(
                CODE,
                Severity.WARNING,
                "no voxel was found to be " + name + ", 0 ml" + (all ? ": the mask is empty" : "")
                        + ". Look at the scan: its intensities, spacing or part of the body may not be those that the"
                        + " model was trained on");
    }

    private static Mask largest(Mask mask, int label, String name, List<Finding> findings) {
        ConnectedComponents.Largest largest = ConnectedComponents.largest(mask, label);
        if (largest.pieces() > 0) {
            findings.add(Finding.of(
                    CODE,
                    Severity.WARNING,
                    "of " + name + ", " + largest.pieces() + (largest.pieces() == 1 ? " piece" : " pieces")
                            + " beside the"
                            + " largest, " + millilitres(largest.voxels(), mask) + " of "
                            + millilitres(mask.count(label), mask) + ", became background"));
        }
        return largest.mask();
    }

    private static Mask filled(Mask mask, int label, String name, List<Finding> findings) {
        Mask filled = ConnectedComponents.withoutHoles(mask, label);
        int more = filled.count(label) - mask.count(label);
        if (more > 0) {
            findings.add(Finding.of(
                    CODE, Severity.FIXED, "holes of " + millilitres(more, mask) + " inside " + name + " were filled"));
        }
        return filled;
    }

    private static String millilitres(long voxels, Mask mask) {
        return String.format(Locale.ROOT, "%.2f ml", voxels * mask.geometry().voxelVolume() / 1000);
    }
}
