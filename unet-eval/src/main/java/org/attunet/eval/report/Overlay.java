package org.attunet.eval.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attunet.data.PngFile;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Volume;
import org.attunet.eval.metric.MaskPair;

/**
 * A case at a glance: six axial slices through the organ, a coronal and a sagittal one; the label in blue, the prediction in
 * red, on the CT. All at one scale, the patient's right at the left.
 *
 * @param image CT in HU
 * @param masks on the image's grid
 * @param label the value shown
 * @param window what is black and white
 */
public record Overlay(Volume image, MaskPair masks, int label, GreyWindow window) {
    private static final int PANEL = 320;
    private static final int COLUMNS = 4;
    private static final int AXIAL_SLICES = 6;
    private static final int HEADER = 44;
    private static final int GAP = 4;
    private static final double MARGIN_MM = 25;
    private static final double SMALLEST_MM = 120;

    private static final Color BACKGROUND = new Color(0x15181d);
    private static final Color TEXT = new Color(0xe8eaed);
    private static final Color FAINT = new Color(0xaab0b8);
    private static final Color LABEL = new Color(0x3d9bff);
    private static final Color PREDICTION = new Color(0xff4d4d);

    /**
     * Where a slice lies in the picture, in pixels.
     *
     * @param name of the slice
     * @param x of its left edge
     * @param y of its upper edge
     * @param edge of the square that it fills
     */
    public record Place(String name, int x, int y, int edge) {}

    /** Every slice of a picture: the same places in all of them. */
    public static List<Place> places() {
        return IntStream.range(0, AXIAL_SLICES + 2)
                .mapToObj(n -> new Place(name(n), left(n), top(n), PANEL))
                .toList();
    }

    private static String name(int position) {
        return switch (position - AXIAL_SLICES) {
            case 0 -> "coronal";
            case 1 -> "sagittal";
            default -> "axial " + (position + 1) + " of " + AXIAL_SLICES;
        };
    }

    private static int left(int position) {
        return GAP + position % COLUMNS * (PANEL + GAP);
    }

    private static int top(int position) {
        return HEADER + position / COLUMNS * (PANEL + GAP);
    }

    /** Writes the picture as PNG, whole or not at all. */
    public void write(Path file, String title, String note) {
        PngFile.write(file, render(title, note));
    }

    /**
     * The picture.
     *
     * @param title the case
     * @param note one line behind it: its scores
     */
    public BufferedImage render(String title, String note) {
        int rows = (AXIAL_SLICES + 2) / COLUMNS;
        BufferedImage picture = new BufferedImage(
                COLUMNS * (PANEL + GAP) + GAP, HEADER + rows * (PANEL + GAP), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(BACKGROUND);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        header(graphics, picture.getWidth(), title, note);
        Box box = box();
        for (int n = 0; n < AXIAL_SLICES; n++) {
            panel(graphics, n, Plane.AXIAL, between(box, Plane.AXIAL, (n + 0.5) / AXIAL_SLICES), box);
        }
        panel(graphics, AXIAL_SLICES, Plane.CORONAL, between(box, Plane.CORONAL, 0.5), box);
        panel(graphics, AXIAL_SLICES + 1, Plane.SAGITTAL, between(box, Plane.SAGITTAL, 0.5), box);
        graphics.dispose();
        return picture;
    }

    /**
     * What holds the label, so that the slices of a case are the same in every run; the prediction where the label is empty, the
     * middle of the image where both are.
     */
    private Box box() {
        Optional<Box> found = Stream.of(masks.label(), masks.prediction())
                .flatMap(mask -> Box.around(mask, label).stream())
                .findFirst();
        int[] middle = {image.size().x() / 2, image.size().y() / 2, image.size().z() / 2};
        return found.orElseGet(
                () -> new Box(middle[0], middle[1], middle[2], middle[0] + 1, middle[1] + 1, middle[2] + 1));
    }

    /** The slice at a share of the box's depth, from the head, the front or the right on. */
    private int between(Box box, Plane plane, double share) {
        Geometry grid = image.geometry();
        int axis = SliceView.axis(grid, plane.through());
        double along = grid.orientation().axis(axis).flipped() ? share : 1 - share;
        int depth = box.to(axis) - box.from(axis);
        return box.from(axis) + (int) Math.min(depth - 1, along * depth);
    }

    private void panel(Graphics2D graphics, int position, Plane plane, int slice, Box box) {
        Geometry grid = image.geometry();
        SliceView view = new SliceView(grid, plane, slice);
        BufferedImage picture = new Panel(
                        view, middle(box, plane.across()), middle(box, plane.down()), edgeMm(box), PANEL)
                .image(image, window)
                .mask(masks.label(), label, LABEL)
                .mask(masks.prediction(), label, PREDICTION)
                .picture();
        int x = left(position);
        int y = top(position);
        graphics.drawImage(picture, x, y, null);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        graphics.setColor(FAINT);
        graphics.drawString(plane.name().toLowerCase(Locale.ROOT) + " " + slice, x + 8, y + PANEL - 8);
        graphics.drawString(plane == Plane.SAGITTAL ? "A" : "R", x + 8, y + PANEL / 2 + 4);
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

    private void header(Graphics2D graphics, int width, String title, String note) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 17));
        graphics.setColor(TEXT);
        graphics.drawString(title, 12, 28);
        int after = 12 + graphics.getFontMetrics().stringWidth(title) + 18;
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        graphics.setColor(FAINT);
        graphics.drawString(note, after, 28);
        if (Box.around(masks.label(), label).isPresent()) {
            key(graphics, width - 200, LABEL, "label");
        }
        key(graphics, width - 120, PREDICTION, "prediction");
    }

    private static void key(Graphics2D graphics, int x, Color color, String name) {
        graphics.setColor(color);
        graphics.fillRoundRect(x, 18, 12, 12, 4, 4);
        graphics.setColor(TEXT);
        graphics.drawString(name, x + 18, 28);
    }
}
