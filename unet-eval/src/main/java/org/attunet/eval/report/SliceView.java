package org.attunet.eval.report;

import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Orientation;

/**
 * One slice of a grid as a picture: which voxel lies at column u, row v. Oblique grids are shown along their own axes.
 */
final class SliceView {
    private final int columns;
    private final int rows;
    private final double columnMm;
    private final double rowMm;
    private final int origin;
    private final int columnStep;
    private final int rowStep;

    /** @param index slice along the array axis that goes through the plane */
    SliceView(Geometry grid, Plane plane, int index) {
        int u = axis(grid, plane.across());
        int v = axis(grid, plane.down());
        columns = grid.size().along(u);
        rows = grid.size().along(v);
        columnMm = grid.spacing().along(u);
        rowMm = grid.spacing().along(v);
        Orientation orientation = grid.orientation();
        boolean columnsRun = orientation.axis(u).flipped();
        boolean rowsRun = orientation.axis(v).flipped();
        columnStep = columnsRun ? stride(grid, u) : -stride(grid, u);
        rowStep = rowsRun ? stride(grid, v) : -stride(grid, v);
        origin = index * stride(grid, axis(grid, plane.through()))
                + (columnsRun ? 0 : (columns - 1) * stride(grid, u))
                + (rowsRun ? 0 : (rows - 1) * stride(grid, v));
    }

    /** The array axis closest to a world axis. */
    static int axis(Geometry grid, int world) {
        Orientation orientation = grid.orientation();
        int axis = 0;
        while (orientation.axis(axis).world() != world) {
            axis++;
        }
        return axis;
    }

    private static int stride(Geometry grid, int axis) {
        return axis == 0
                ? 1
                : axis == 1 ? grid.size().x() : grid.size().x() * grid.size().y();
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** Millimetres between columns. */
    double columnMm() {
        return columnMm;
    }

    /** Millimetres between rows. */
    double rowMm() {
        return rowMm;
    }

    /** Flat index of the voxel at column u, row v. */
    int index(int u, int v) {
        return origin + u * columnStep + v * rowStep;
    }

    /** Column of an index along the array axis across; rows in the same way. */
    static int shown(Geometry grid, int world, int index) {
        int axis = axis(grid, world);
        return grid.orientation().axis(axis).flipped() ? index : grid.size().along(axis) - 1 - index;
    }
}
