package org.attunet.experiments.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;

/**
 * The finest grid on which a patch spans the organ and memory and time allow enough steps. Published comparisons gain next to nothing by
 * networks wider than 32 channels at full resolution; narrower ones are tried where no grid suffices with these.
 */
final class LayoutSearch {
    /** Steps below which no network is worth its width: our phantoms' recipe has 1120, small real datasets want more. */
    static final int LEAST_STEPS = 5000;

    /** The reference project's 600 epochs of 26 steps. */
    static final int ENOUGH_STEPS = 15_600;

    private static final int LEVELS = 4;
    private static final int DIVISOR = 1 << (LEVELS - 1);

    /** A patch sees this much more than the organ along each axis. */
    private static final double CONTEXT = 1.25;

    private static final int SMALLEST_PATCH = 32;
    private static final int LARGEST_PATCH = 160;

    /** A grid is made coarser only while the organ's shortest side still has this many voxels. */
    private static final double FEWEST_ACROSS = 12;

    private static final List<Integer> FIRST_WIDTHS = List.of(32, 16, 8);
    private static final List<Double> COARSER = List.of(1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0);

    private final DatasetSurvey data;
    private final Capacity machine;
    private final double seconds;

    /** @param seconds that training may take; infinite for no limit */
    LayoutSearch(DatasetSurvey data, Capacity machine, double seconds) {
        this.data = data;
        this.machine = machine;
        this.seconds = seconds;
    }

    /** Empty where not even the smallest network fits into memory; where no layout has enough steps, the one that has most. */
    Optional<Layout> find() {
        List<Layout> fitting = FIRST_WIDTHS.stream()
                .flatMap(first -> factors().mapToObj(factor -> candidate(first, factor)))
                .filter(this::spansTheOrgan)
                .filter(machine::holds)
                .toList();
        return fitting.stream()
                .filter(layout -> steps(layout) >= LEAST_STEPS)
                .findFirst()
                .map(this::grown)
                .or(() -> fitting.stream().max(Comparator.comparingLong(this::steps)));
    }

    private DoubleStream factors() {
        return COARSER.stream().mapToDouble(Double::doubleValue).filter(this::isFineEnough);
    }

    private boolean spansTheOrgan(Layout layout) {
        return IntStream.range(0, 3)
                .allMatch(axis -> layout.patch().along(axis) * layout.spacing().along(axis) >= data.organ()[axis]);
    }

    /** Steps of this layout that the time holds. */
    long steps(Layout layout) {
        return (long) Math.min(1e9, seconds / machine.secondsPerStep(layout));
    }

    private boolean isFineEnough(double factor) {
        return factor == 1
                || IntStream.range(0, 3).allMatch(axis -> data.organ()[axis] / spacing(axis, factor) >= FEWEST_ACROSS);
    }

    private Layout candidate(int firstWidth, double factor) {
        List<Integer> widths = IntStream.range(0, LEVELS)
                .map(level -> firstWidth << level)
                .boxed()
                .toList();
        int[] patch = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            int wanted = upward(CONTEXT * data.organ()[axis] / spacing(axis, factor));
            patch[axis] = Math.max(SMALLEST_PATCH, Math.min(wanted, most(axis, factor)));
        }
        Spacing spacing = new Spacing(spacing(0, factor), spacing(1, factor), spacing(2, factor));
        return new Layout(spacing, widths, Size.of(patch));
    }

    /** The side that sees least of the scan is lengthened, again and again, while memory and time allow. */
    private Layout grown(Layout start) {
        Layout layout = start;
        Optional<Layout> larger = larger(layout);
        while (larger.isPresent() && machine.holds(larger.get()) && steps(larger.get()) >= ENOUGH_STEPS) {
            layout = larger.get();
            larger = larger(layout);
        }
        return layout;
    }

    private Optional<Layout> larger(Layout layout) {
        int shortest = -1;
        double least = 1;
        for (int axis = 0; axis < 3; axis++) {
            int side = layout.patch().along(axis);
            double seen = side * layout.spacing().along(axis) / data.extent()[axis];
            if (side + DIVISOR <= LARGEST_PATCH && seen < least) {
                shortest = axis;
                least = seen;
            }
        }
        if (shortest < 0) {
            return Optional.empty();
        }
        int[] sides = layout.patch().toArray();
        sides[shortest] += DIVISOR;
        return Optional.of(layout.withPatch(Size.of(sides)));
    }

    /**
     * Axes finer than the new grid are coarsened to it; those that are coarser already stay, so that thick slices are not made thicker
     * before the plane has their spacing.
     */
    private double spacing(int axis, double factor) {
        double finest = Math.min(data.spacing()[0], Math.min(data.spacing()[1], data.spacing()[2]));
        return Math.max(data.spacing()[axis], finest * factor);
    }

    private int most(int axis, double factor) {
        return Math.min(LARGEST_PATCH, upward(data.extent()[axis] / spacing(axis, factor)));
    }

    /** The next multiple of what the network's halvings divide by. */
    private static int upward(double voxels) {
        return (int) Math.ceil(voxels / DIVISOR - 1e-9) * DIVISOR;
    }
}
