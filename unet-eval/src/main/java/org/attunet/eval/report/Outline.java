package org.attunet.eval.report;

import java.awt.geom.Path2D;

/** The outline of a mask in a slice: lines halfway between voxels inside and outside (marching squares). */
final class Outline {
    private static final int LEFT = 0;
    private static final int TOP = 1;
    private static final int RIGHT = 2;
    private static final int BOTTOM = 3;

    /** Whether the voxel at a column and row is inside; beyond the slice none is. */
    @FunctionalInterface
    interface Inside {
        boolean at(int u, int v);
    }

    private final Inside inside;
    private final Path2D path = new Path2D.Double();

    private Outline(Inside inside) {
        this.inside = inside;
    }

    /** Lines in units of voxels: the centre of column 0, row 0 is (0, 0). */
    static Path2D of(int columns, int rows, Inside inside) {
        Outline outline = new Outline((u, v) -> u >= 0 && v >= 0 && u < columns && v < rows && inside.at(u, v));
        for (int v = -1; v < rows; v++) {
            for (int u = -1; u < columns; u++) {
                outline.cell(u, v);
            }
        }
        return outline.path;
    }

    /** The cell between four voxel centres; a diagonal pair counts as connected. */
    private void cell(int u, int v) {
        int corners = bit(u, v, 1) | bit(u + 1, v, 2) | bit(u + 1, v + 1, 4) | bit(u, v + 1, 8);
        switch (corners) {
            case 1, 14 -> line(u, v, LEFT, TOP);
            case 2, 13 -> line(u, v, TOP, RIGHT);
            case 4, 11 -> line(u, v, RIGHT, BOTTOM);
            case 8, 7 -> line(u, v, BOTTOM, LEFT);
            case 3, 12 -> line(u, v, LEFT, RIGHT);
            case 6, 9 -> line(u, v, TOP, BOTTOM);
            case 5 -> {
                line(u, v, TOP, RIGHT);
                line(u, v, BOTTOM, LEFT);
            }
            case 10 -> {
                line(u, v, LEFT, TOP);
                line(u, v, RIGHT, BOTTOM);
            }
            default -> {
                // All inside or all outside: no line.
            }
        }
    }

    private int bit(int u, int v, int bit) {
        return inside.at(u, v) ? bit : 0;
    }

    private void line(int u, int v, int from, int to) {
        path.moveTo(u + x(from), v + y(from));
        path.lineTo(u + x(to), v + y(to));
    }

    private static double x(int side) {
        return side == LEFT ? 0 : side == RIGHT ? 1 : 0.5;
    }

    private static double y(int side) {
        return side == TOP ? 0 : side == BOTTOM ? 1 : 0.5;
    }
}
