package org.attunet.eval.report;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.attunet.data.PngFile;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Volume;
import org.attunet.eval.metric.MaskPair;

/**
 * A case at a glance: six axial slices through equal shares of the organ, the coronal and the sagittal one with most of it; the label in blue, the prediction in
 * red, on the CT. All at one scale, the patient's right at the left.
 *
 * @param image CT in HU
 * @param masks on the image's grid
 * @param label the value shown
 * @param window what is black and white
 * @param heat a map in colours over the CT, where the masks' outlines alone are left
 */
public record Overlay(Volume image, MaskPair masks, int label, GreyWindow window, Optional<HeatMap> heat) {
    private static final int PANEL = 320;
    private static final int COLUMNS = 4;
    private static final int AXIAL_SLICES = 6;
    private static final int GAP = 4;

    /** Of a case without a coloured map. */
    public Overlay(Volume image, MaskPair masks, int label, GreyWindow window) {
        this(image, masks, label, window, Optional.empty());
    }

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
        return PictureHeader.HEIGHT + position / COLUMNS * (PANEL + GAP);
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
                COLUMNS * (PANEL + GAP) + GAP, PictureHeader.HEIGHT + rows * (PANEL + GAP), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        CaseFrame.legible(graphics);
        graphics.setColor(CaseFrame.BACKGROUND);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        CaseFrame frame = new CaseFrame(image, masks, label, window);
        new PictureHeader(picture.getWidth(), frame.hasLabel(), heat.isPresent()).draw(graphics, title, note);
        Box box = frame.box();
        int[] slices = slices(frame.organ());
        for (int n = 0; n < slices.length; n++) {
            Plane plane = n < AXIAL_SLICES ? Plane.AXIAL : n == AXIAL_SLICES ? Plane.CORONAL : Plane.SAGITTAL;
            graphics.drawImage(frame.slice(plane, slices[n], box, heat, PANEL), left(n), top(n), null);
        }
        graphics.dispose();
        return picture;
    }

    /** One a panel: through equal shares of the organ, and where it is largest. */
    private static int[] slices(OrganSlices organ) {
        int[] slices = Arrays.copyOf(organ.spread(Plane.AXIAL, AXIAL_SLICES), AXIAL_SLICES + 2);
        slices[AXIAL_SLICES] = organ.largest(Plane.CORONAL);
        slices[AXIAL_SLICES + 1] = organ.largest(Plane.SAGITTAL);
        return slices;
    }
}
