package org.attunet.eval.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.attunet.eval.metric.MaskPair;

/**
 * Draws slices of a case, all at one scale around the organ: the label in blue and the prediction in red on the CT.
 *
 * @param image CT in HU
 * @param masks on the image's grid
 * @param label the value shown
 * @param window what is black and white
 */
record CaseFrame(Volume image, MaskPair masks, int label, GreyWindow window) {
    static final Color BACKGROUND = new Color(0x15181d);
    static final Color TEXT = new Color(0xe8eaed);
    static final Color FAINT = new Color(0xaab0b8);
    static final Color LABEL = new Color(0x3d9bff);
    static final Color PREDICTION = new Color(0xff4d4d);

    private static final double MARGIN_MM = 25;
    private static final double SMALLEST_MM = 120;

    /** What is shown: the label, so that the slices of a case are the same in every run; the prediction where the label is empty. */
    OrganSlices organ() {
        return new OrganSlices(hasLabel() ? masks.label() : masks.prediction(), label);
    }

    boolean hasLabel() {
        return Box.around(masks.label(), label).isPresent();
    }

    /** What holds the organ; the middle of the image where there is none. */
    Box box() {
        Optional<Box> found = Stream.of(masks.label(), masks.prediction())
                .flatMap(mask -> Box.around(mask, label).stream())
                .findFirst();
        int[] middle = {image.size().x() / 2, image.size().y() / 2, image.size().z() / 2};
        return found.orElseGet(
                () -> new Box(middle[0], middle[1], middle[2], middle[0] + 1, middle[1] + 1, middle[2] + 1));
    }

    /**
     * Draws a slice.
     *
     * @param around {@link #box}
     * @param heat drawn below the masks, of which only outlines are left then
     * @param pixels edge of the square
     */
    BufferedImage slice(Plane plane, int slice, Box around, Optional<HeatMap> heat, int pixels) {
        Geometry grid = image.geometry();
        SliceView view = new SliceView(grid, plane, slice);
        Panel panel = new Panel(
                        view, middle(around, plane.across()), middle(around, plane.down()), edgeMm(around), pixels)
                .image(image, window);
        heat.ifPresent(map -> panel.heat(map, grid));
        mask(panel, masks.label(), LABEL, heat);
        mask(panel, masks.prediction(), PREDICTION, heat);
        BufferedImage picture = panel.picture();
        Graphics2D graphics = picture.createGraphics();
        legible(graphics);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        graphics.setColor(FAINT);
        graphics.drawString(plane.name().toLowerCase(Locale.ROOT) + " " + slice, 8, pixels - 8);
        graphics.drawString(plane == Plane.SAGITTAL ? "A" : "R", 8, pixels / 2 + 4);
        graphics.dispose();
        return picture;
    }

    private void mask(Panel panel, Mask mask, Color colour, Optional<HeatMap> heat) {
        if (heat.isEmpty()) {
            panel.mask(mask, label, colour);
        } else {
            panel.outline(mask, label, colour);
        }
    }

    static void legible(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    }

    private double middle(Box box, int world) {
        int axis = SliceView.axis(image.geometry(), world);
        int low = SliceView.shown(image.geometry(), world, box.from(axis));
        int high = SliceView.shown(image.geometry(), world, box.to(axis) - 1);
        return (low + high) / 2.0;
    }

    /** One edge for all panels, so that they compare. */
    private double edgeMm(Box box) {
        double longest = 0;
        for (int axis = 0; axis < 3; axis++) {
            longest = Math.max(
                    longest,
                    (box.to(axis) - box.from(axis)) * image.geometry().spacing().along(axis));
        }
        return Math.max(SMALLEST_MM, longest + 2 * MARGIN_MM);
    }
}
