package org.attunet.data.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.volume.Affine;

/**
 * Slices in the order of their position along the normal, and the grid they lie on. Positions count and nothing else:
 * neither instance numbers nor file names nor slice thickness.
 */
final class Stack {
    /** Positions closer than this, in mm, are one. */
    static final double SAME = 1e-3;

    /** Tangent of the largest tilt that is left in the affine as it is. */
    private static final double UPRIGHT = 1e-3;

    private final String where;
    private final SlicePlane plane;
    private final double rowStep;
    private final double columnStep;
    private final List<SliceHeader> slices;
    private final int[] places;
    private double step;

    /** Where slices are to be and none is: how many behind the slice. */
    private record Gap(int after, double from, double to, int missing) {}

    private Stack(String where, List<SliceHeader> sorted) {
        this.where = where;
        this.slices = sorted;
        SliceHeader first = sorted.get(0);
        this.plane = first.plane().orElseThrow();
        double[] spacing = first.pixelSpacing().orElseThrow();
        this.rowStep = spacing[0];
        this.columnStep = spacing[1];
        this.places = new int[sorted.size()];
    }

    /** Sorted by position along the normal; slices at one position keep their order. */
    static List<SliceHeader> sorted(List<SliceHeader> slices) {
        double[] normal = slices.get(0).plane().orElseThrow().normal().vector();
        return slices.stream()
                .sorted(Comparator.comparingDouble(
                        slice -> Vectors.dot(slice.position().orElseThrow(), normal)))
                .toList();
    }

    /** How far a slice lies along the normal of the first one, in mm. */
    static double height(SliceHeader slice, SliceHeader first) {
        return Vectors.dot(
                slice.position().orElseThrow(),
                first.plane().orElseThrow().normal().vector());
    }

    /** The grid of slices that are sorted and at different positions. */
    static Stack of(String where, List<SliceHeader> sorted, DicomOptions options) {
        Stack stack = new Stack(where, sorted);
        stack.placeSlices(options);
        stack.checkLine(options);
        return stack;
    }

    private double height(int n) {
        return height(slices.get(n), slices.get(0)) - height(slices.get(0), slices.get(0));
    }

    private void placeSlices(DicomOptions options) {
        int last = slices.size() - 1;
        double typical = typicalGap();
        List<Gap> gaps = new ArrayList<>();
        for (int n = 0; n < last; n++) {
            double gap = height(n + 1) - height(n);
            int count = (int) Math.max(1, Math.round(gap / typical));
            places[n + 1] = places[n] + count;
            if (count > 1) {
                gaps.add(new Gap(n, height(n), height(n + 1), count - 1));
            }
        }
        step = height(last) / places[last];
        checkEvenness();
        if (!gaps.isEmpty() && options.gaps() == DicomOptions.Gaps.REFUSE) {
            throw missing(gaps);
        }
    }

    private double typicalGap() {
        double[] gaps = new double[slices.size() - 1];
        for (int n = 0; n < gaps.length; n++) {
            gaps[n] = height(n + 1) - height(n);
        }
        Arrays.sort(gaps);
        return gaps[gaps.length / 2];
    }

    private double tolerance() {
        return Math.max(0.05 * step, 0.01);
    }

    private void checkEvenness() {
        for (int n = 1; n < slices.size(); n++) {
            int count = places[n] - places[n - 1];
            double gap = height(n) - height(n - 1);
            boolean uneven = Math.abs(gap - count * step) > tolerance();
            boolean drifting = Math.abs(height(n) - places[n] * step) > step / 2;
            if (uneven || drifting) {
                throw DataException.refuse(
                        BadInput.D2,
                        where,
                        "the slices are not evenly spaced",
                        String.format(Locale.ROOT, "steps of %.4f mm within %.4f mm", step, tolerance()),
                        String.format(
                                Locale.ROOT, "%.4f mm between slices %d and %d of %d", gap, n, n + 1, slices.size()),
                        "Export the series again in even steps, or resample it to a regular grid.");
            }
        }
    }

    private DataException missing(List<Gap> gaps) {
        StringBuilder list = new StringBuilder();
        for (Gap gap : gaps) {
            list.append(list.isEmpty() ? "" : "; ")
                    .append(String.format(
                            Locale.ROOT,
                            "%d missing between slices %d and %d (%.2f and %.2f mm from the first)",
                            gap.missing,
                            gap.after + 1,
                            gap.after + 2,
                            gap.from,
                            gap.to));
        }
        return DataException.refuse(
                BadInput.D1,
                where,
                "slices are missing",
                String.format(Locale.ROOT, "a slice every %.4f mm", step),
                list.toString(),
                "Fetch the missing files, or accept interpolated slices with --resample-gaps.");
    }

    /** The part of a slice's position, relative to the first one, that lies in its plane. */
    private double[] sideways(int n) {
        double[] offset = Vectors.add(
                slices.get(n).position().orElseThrow(),
                -1,
                slices.get(0).position().orElseThrow());
        return Vectors.add(offset, -height(n), plane.normal().vector());
    }

    /** Sideways mm per mm of height, in LPS. */
    private double[] shear() {
        int last = slices.size() - 1;
        return Vectors.scaled(1 / height(last), sideways(last));
    }

    private void checkLine(DicomOptions options) {
        double[] shear = shear();
        for (int n = 1; n < slices.size(); n++) {
            double off = Vectors.length(Vectors.add(sideways(n), -height(n), shear));
            if (off > tolerance()) {
                throw DataException.refuse(
                        BadInput.D2,
                        where,
                        "the slices do not lie on one line",
                        String.format(Locale.ROOT, "first pixels on a line within %.4f mm", tolerance()),
                        String.format(Locale.ROOT, "slice %d of %d shifted by %.3f mm", n + 1, slices.size(), off),
                        "Export the series again, or separate what was reconstructed differently.");
            }
        }
        if (isTilted() && options.tilt() == DicomOptions.Tilt.REFUSE) {
            throw DataException.refuse(
                    BadInput.D4,
                    where,
                    "the gantry was tilted: every slice is shifted against the one before",
                    "slices straight above each other",
                    String.format(Locale.ROOT, "a tilt of %.2f degrees", angle()),
                    "Accept slices shifted onto an upright grid with --detilt.");
        }
    }

    boolean isTilted() {
        return Vectors.length(shear()) > UPRIGHT;
    }

    /** Degrees between the slices' normal and the line of their first pixels. */
    double angle() {
        return Math.toDegrees(Math.atan(Vectors.length(shear())));
    }

    List<SliceHeader> slices() {
        return slices;
    }

    /** Index of the n-th slice on the grid; larger than n behind gaps. */
    int place(int n) {
        return places[n];
    }

    /** Slices of the grid, missing ones included. */
    int depth() {
        return places[places.length - 1] + 1;
    }

    /** Columns by which a slice of the grid lies further along than the first; 0 where nothing is tilted. */
    double columnsAlong(int k) {
        return Vectors.dot(shear(), plane.along().vector()) * k * step / columnStep;
    }

    /** Rows by which a slice of the grid lies further down than the first; 0 where nothing is tilted. */
    double rowsDown(int k) {
        return Vectors.dot(shear(), plane.down().vector()) * k * step / rowStep;
    }

    /** Column, row and slice index to RAS mm, with the slices' own shear. */
    Affine affine() {
        int last = slices.size() - 1;
        double[] across = Vectors.scaled(
                1.0 / places[last],
                Vectors.add(
                        slices.get(last).position().orElseThrow(),
                        -1,
                        slices.get(0).position().orElseThrow()));
        return ras(across);
    }

    /** The same with slices straight above each other. */
    Affine uprightAffine() {
        return ras(Vectors.scaled(step, plane.normal().vector()));
    }

    private Affine ras(double[] across) {
        double[] along = Vectors.scaled(columnStep, plane.along().vector());
        double[] down = Vectors.scaled(rowStep, plane.down().vector());
        double[] origin = slices.get(0).position().orElseThrow();
        double[][] rows = new double[3][];
        for (int r = 0; r < 3; r++) {
            double sign = r < 2 ? -1 : 1;
            // Adding zero makes positive zeros of negative ones.
            rows[r] = new double[] {
                sign * along[r] + 0.0, sign * down[r] + 0.0, sign * across[r] + 0.0, sign * origin[r] + 0.0
            };
        }
        return Affine.of(rows);
    }
}
