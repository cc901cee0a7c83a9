package org.attunet.eval.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.data.PngFile;
import org.attunet.data.volume.Box;

/**
 * What a network says beyond its mask: a row for each of its maps, with the axial, coronal and sagittal slice that show most of the
 * organ; label and prediction as outlines.
 *
 * @param frame the case
 * @param maps at least one, each from 0 to its full value
 */
record MapsPicture(CaseFrame frame, List<HeatMap> maps) {
    private static final int PANEL = 260;
    private static final int GAP = 4;
    private static final Plane[] PLANES = Plane.values();

    void write(Path file, String title) {
        PngFile.write(file, render(title));
    }

    BufferedImage render(String title) {
        int width = PLANES.length * (PANEL + GAP) + GAP;
        BufferedImage picture = new BufferedImage(
                width, PictureHeader.HEIGHT + maps.size() * (PANEL + GAP), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        CaseFrame.legible(graphics);
        graphics.setColor(CaseFrame.BACKGROUND);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        new PictureHeader(width, frame.hasLabel(), true).draw(graphics, title, "");
        for (int row = 0; row < maps.size(); row++) {
            row(graphics, row);
        }
        graphics.dispose();
        return picture;
    }

    private void row(Graphics2D graphics, int row) {
        Box box = frame.box();
        OrganSlices organ = frame.organ();
        int y = PictureHeader.HEIGHT + row * (PANEL + GAP);
        for (int n = 0; n < PLANES.length; n++) {
            int slice = organ.largest(PLANES[n]);
            BufferedImage panel = frame.slice(PLANES[n], slice, box, Optional.of(maps.get(row)), PANEL);
            graphics.drawImage(panel, GAP + n * (PANEL + GAP), y, null);
        }
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
        graphics.setColor(CaseFrame.TEXT);
        graphics.drawString(maps.get(row).name(), GAP + 8, y + 20);
    }
}
