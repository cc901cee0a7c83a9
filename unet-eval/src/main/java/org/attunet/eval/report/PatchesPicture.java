package org.attunet.eval.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.attunet.data.PngFile;
import org.attunet.data.transform.Percentile;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;

/**
 * Training patches at a glance: of each the axial slice with most of the organ, as it was cut at the left and as a network is shown it at
 * the right; labels as outlines. Values are those of the network's input, the greys of a pair the same.
 *
 * @param patches in the order of the picture
 */
public record PatchesPicture(List<Shown> patches) {
    private static final int PANEL = 260;
    private static final int GAP = 4;
    /** Pairs side by side, and pixels between them. */
    private static final int COLUMNS = 2;

    private static final int BETWEEN = 24;
    private static final int PAIR = 2 * PANEL + GAP;
    /** Percent of the darkest and of the brightest voxels whose differences are not shown. */
    private static final double CLIPPED = 0.5;

    /**
     * One patch.
     *
     * @param name what it is called in the picture
     * @param cut as it was cut, with its label
     * @param varied as it is shown to a network
     */
    public record Shown(String name, Sample cut, Sample varied) {}

    /** Keeps its own list. */
    public PatchesPicture {
        patches = List.copyOf(patches);
    }

    /** Writes the picture as PNG, whole or not at all. */
    public void write(Path file, String title) {
        PngFile.write(file, render(title));
    }

    /** The picture. */
    public BufferedImage render(String title) {
        int rows = (patches.size() + COLUMNS - 1) / COLUMNS;
        BufferedImage picture = new BufferedImage(
                GAP + COLUMNS * (PAIR + BETWEEN) - BETWEEN + GAP,
                PictureHeader.HEIGHT + rows * (PANEL + GAP),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        CaseFrame.legible(graphics);
        graphics.setColor(CaseFrame.BACKGROUND);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 17));
        graphics.setColor(CaseFrame.TEXT);
        graphics.drawString(title, 12, 28);
        for (int n = 0; n < patches.size(); n++) {
            int x = GAP + n % COLUMNS * (PAIR + BETWEEN);
            int y = PictureHeader.HEIGHT + n / COLUMNS * (PANEL + GAP);
            pair(graphics, patches.get(n), x, y);
        }
        graphics.dispose();
        return picture;
    }

    private static void pair(Graphics2D graphics, Shown patch, int x, int y) {
        GreyWindow window = window(patch.cut.image());
        graphics.drawImage(slice(patch.cut, window), x, y, null);
        graphics.drawImage(slice(patch.varied, window), x + PANEL + GAP, y, null);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        graphics.setColor(CaseFrame.TEXT);
        graphics.drawString(patch.name + ", as cut", x + 8, y + 18);
        graphics.drawString("as trained on", x + PANEL + GAP + 8, y + 18);
    }

    private static BufferedImage slice(Sample patch, GreyWindow window) {
        Geometry grid = patch.image().geometry();
        Mask label = patch.label().orElseThrow();
        long[] voxels = label.histogram();
        int[] classes = IntStream.range(1, voxels.length)
                .filter(value -> voxels[value] > 0)
                .toArray();
        int slice = new OrganSlices(label, classes.length == 0 ? 1 : classes[0]).largest(Plane.AXIAL);
        SliceView view = new SliceView(grid, Plane.AXIAL, slice);
        double edge = Math.max(view.columns() * view.columnMm(), view.rows() * view.rowMm());
        Panel panel = new Panel(view, (view.columns() - 1) / 2.0, (view.rows() - 1) / 2.0, edge, PANEL)
                .image(patch.image(), window);
        for (int value : classes) {
            panel.outline(label, value, CaseFrame.LABEL);
        }
        return panel.picture();
    }

    private static GreyWindow window(Volume image) {
        Percentile values = new Percentile(image);
        double low = values.at(CLIPPED);
        double high = values.at(100 - CLIPPED);
        return new GreyWindow(low, low < high ? high : low + 1);
    }
}
