package org.attunet.eval.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/** One slice drawn as a square picture: the CT in greys, masks as tinted areas with outlines. */
final class Panel {
    private static final Color OUTSIDE = new Color(0x0b0d10);
    private static final double TINT = 0.16;

    private final SliceView view;
    private final double left;
    private final double top;
    private final double mmPerPixel;
    private final BufferedImage picture;

    /**
     * @param centreU column in the middle
     * @param centreV row in the middle
     * @param millimetres edge of the square
     * @param pixels edge of the picture
     */
    Panel(SliceView view, double centreU, double centreV, double millimetres, int pixels) {
        this.view = view;
        this.mmPerPixel = millimetres / pixels;
        this.left = centreU - millimetres / 2 / view.columnMm();
        this.top = centreV - millimetres / 2 / view.rowMm();
        this.picture = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_RGB);
    }

    private double u(int x) {
        return left + (x + 0.5) * mmPerPixel / view.columnMm();
    }

    private double v(int y) {
        return top + (y + 0.5) * mmPerPixel / view.rowMm();
    }

    private boolean shows(double u, double v) {
        return u > -0.5 && v > -0.5 && u < view.columns() - 0.5 && v < view.rows() - 0.5;
    }

    /** The CT, interpolated between voxels. */
    Panel image(Volume image, GreyWindow window) {
        Field field = (u, v) -> image.get(view.index(u, v));
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int grey = shows(u(x), v(y)) ? window.grey(interpolated(field, u(x), v(y))) : -1;
                picture.setRGB(x, y, grey < 0 ? OUTSIDE.getRGB() : grey * 0x010101);
            }
        }
        return this;
    }

    /**
     * A map in its colours.
     *
     * @param grid the slice's own
     */
    Panel heat(HeatMap map, Geometry grid) {
        Affine fromWorld = map.fromWorld();
        double[] origin = place(fromWorld, grid, 0, 0);
        double[] across = step(origin, place(fromWorld, grid, Math.min(1, view.columns() - 1), 0));
        double[] down = step(origin, place(fromWorld, grid, 0, Math.min(1, view.rows() - 1)));
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                double share = shows(u(x), v(y)) ? map.at(at(origin, across, down, u(x), v(y))) : 0;
                if (share > 0) {
                    Color under = new Color(picture.getRGB(x, y));
                    picture.setRGB(
                            x,
                            y,
                            HeatMap.mixed(under, HeatMap.colour(share), HeatMap.opacity(share))
                                    .getRGB());
                }
            }
        }
        return this;
    }

    /** Where the voxel at a column and row lies in a map, in voxels of that. */
    private double[] place(Affine fromWorld, Geometry grid, int u, int v) {
        Size size = grid.size();
        int n = view.index(u, v);
        int j = n / size.x() % size.y();
        int k = n / size.x() / size.y();
        double[] world = grid.affine().apply(n % size.x(), j, k);
        return fromWorld.apply(world[0], world[1], world[2]);
    }

    private static double[] step(double[] from, double[] to) {
        return new double[] {to[0] - from[0], to[1] - from[1], to[2] - from[2]};
    }

    private static double[] at(double[] origin, double[] across, double[] down, double u, double v) {
        double[] at = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            at[axis] = origin[axis] + u * across[axis] + v * down[axis];
        }
        return at;
    }

    /** A label's area, tinted, and its outline. */
    Panel mask(Mask mask, int label, Color color) {
        Field field = (u, v) -> mask.get(view.index(u, v)) == label ? 1 : 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (shows(u(x), v(y)) && interpolated(field, u(x), v(y)) >= 0.5) {
                    picture.setRGB(
                            x,
                            y,
                            HeatMap.mixed(new Color(picture.getRGB(x, y)), color, TINT)
                                    .getRGB());
                }
            }
        }
        return outline(mask, label, color);
    }

    /** A label's outline alone. */
    Panel outline(Mask mask, int label, Color color) {
        outline(Outline.of(view.columns(), view.rows(), (u, v) -> mask.get(view.index(u, v)) == label), color);
        return this;
    }

    private void outline(Path2D path, Color color) {
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        AffineTransform toPixels =
                AffineTransform.getScaleInstance(view.columnMm() / mmPerPixel, view.rowMm() / mmPerPixel);
        toPixels.translate(-left, -top);
        graphics.setColor(color);
        graphics.setStroke(new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(path.createTransformedShape(toPixels));
        graphics.dispose();
    }

    BufferedImage picture() {
        return picture;
    }

    /** A value at every voxel of the slice. */
    @FunctionalInterface
    private interface Field {
        double at(int u, int v);
    }

    private double interpolated(Field field, double u, double v) {
        double cu = Math.max(0, Math.min(view.columns() - 1, u));
        double cv = Math.max(0, Math.min(view.rows() - 1, v));
        int u0 = (int) cu;
        int v0 = (int) cv;
        int u1 = Math.min(u0 + 1, view.columns() - 1);
        int v1 = Math.min(v0 + 1, view.rows() - 1);
        double above = field.at(u0, v0) + (cu - u0) * (field.at(u1, v0) - field.at(u0, v0));
        double below = field.at(u0, v1) + (cu - u0) * (field.at(u1, v1) - field.at(u0, v1));
        return above + (cv - v0) * (below - above);
    }
}
