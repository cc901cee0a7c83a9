package org.attunet.eval.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.attunet.data.BadInput;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.ConnectedComponents;
import org.attunet.data.volume.ConnectedComponents.Part;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/**
 * Finds where in a scan the organs lie, by a cheap network at a coarser spacing, so that a fine one need only look there. A mask that
 * is empty or odd (pieces far from each other, at the scan's border, of a volume that no organ has) is not believed: the whole scan is
 * to be looked at then.
 *
 * @param coarse the coarse network
 * @param settings what is believed of it, and the margin around it
 */
public record CoarseSearch(NetworkSegmenter coarse, CoarseSettings settings) {
    /** A piece below this share of the largest one is a speck, which decides nothing. */
    static final double SPECK = 0.05;

    /** Millimetres along some axis that a piece lies away from the others to be far. */
    static final double FAR = 50;

    private static final BadInput CODE = BadInput.M8;

    /**
     * What was found in a scan.
     *
     * @param organs the box of the coarse mask, without the margin; empty where the whole scan is to be looked at
     * @param margin millimetres around it that are to be looked at as well
     * @param findings why, where it is the whole scan
     */
    public record Found(Optional<Region> organs, double margin, List<Finding> findings) {
        /** Keeps its own copy. */
        public Found {
            findings = List.copyOf(findings);
        }

        /**
         * The voxels of a grid of the same scan that are to be looked at.
         *
         * @param least voxels along each axis that it has at least, as far as the grid has them: a window shows real surroundings then
         * @return empty for all
         */
        public Optional<Box> on(Geometry grid, Size least) {
            return organs.flatMap(region -> region.on(grid, margin)).map(box -> Region.grown(box, least, grid.size()));
        }
    }

    /** Looks through one scan, in HU, on its own grid. */
    public Found find(Volume scan, Progress progress) {
        Mask mask = foreground(coarse.segment(scan, progress).networkMask());
        Geometry grid = mask.geometry();
        List<Box> boxes = boxes(mask);
        if (boxes.isEmpty()) {
            return everywhere("found nothing");
        }
        Box organs = boxes.stream().reduce(Box::union).orElseThrow();
        double millilitres = mask.millilitres(1);
        if (millilitres < settings.coarseVolume().low()
                || millilitres > settings.coarseVolume().high()) {
            return everywhere(String.format(
                    Locale.ROOT,
                    "found %.1f ml, and inference.coarse-volume expects %s to %s",
                    millilitres,
                    settings.coarseVolume().low(),
                    settings.coarseVolume().high()));
        }
        if (!areTogether(boxes, grid)) {
            return everywhere("found pieces more than " + (int) FAR + " mm from each other");
        }
        if (isAtBorder(organs, scan.geometry(), grid)) {
            return everywhere("found something at the scan's border");
        }
        return new Found(Optional.of(new Region(grid, organs)), settings.coarseMargin(), List.of());
    }

    private Found everywhere(String why) {
        String message = "the coarse network " + settings.coarseModel().orElse("") + " " + why
                + ", so the whole scan was looked at, which takes longer";
        return new Found(
                Optional.empty(), settings.coarseMargin(), List.of(Finding.of(CODE, Severity.WARNING, message)));
    }

    /** All organs as one. */
    private static Mask foreground(Mask mask) {
        byte[] labels = new byte[mask.labels().length];
        for (int n = 0; n < labels.length; n++) {
            labels[n] = (byte) (mask.get(n) > 0 ? 1 : 0);
        }
        return new Mask(mask.geometry(), labels);
    }

    /** Of every piece but specks, the largest first. */
    private static List<Box> boxes(Mask mask) {
        List<Part> parts = ConnectedComponents.parts(mask, 1);
        return parts.stream()
                .filter(part -> part.voxels() >= SPECK * parts.get(0).voxels())
                .map(Part::box)
                .toList();
    }

    /** Whether the first box and all others make a chain without a long gap. */
    private static boolean areTogether(List<Box> boxes, Geometry grid) {
        List<Box> left = new ArrayList<>(boxes);
        Box together = left.remove(0);
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Box box : List.copyOf(left)) {
                if (gap(together, box, grid) <= FAR) {
                    together = together.union(box);
                    left.remove(box);
                    grows = true;
                }
            }
        }
        return left.isEmpty();
    }

    /** The longest gap along an axis, in millimetres. */
    private static double gap(Box a, Box b, Geometry grid) {
        double longest = 0;
        for (int axis = 0; axis < 3; axis++) {
            int voxels = Math.max(a.from(axis), b.from(axis)) - Math.min(a.to(axis), b.to(axis));
            longest = Math.max(longest, voxels * grid.spacing().along(axis));
        }
        return longest;
    }

    /** What lies beside the scan was filled in. */
    private static boolean isAtBorder(Box box, Geometry scan, Geometry grid) {
        Optional<Box> inside = new Region(scan, Region.all(scan.size())).on(grid, 0);
        return inside.isEmpty()
                || IntStream.range(0, 3)
                        .anyMatch(axis -> box.from(axis) <= inside.get().from(axis)
                                || box.to(axis) >= inside.get().to(axis));
    }
}
