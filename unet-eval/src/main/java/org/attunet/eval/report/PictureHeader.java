package org.attunet.eval.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;

/**
 * The line above a case's slices: its name, a note, and what the colours mean.
 *
 * @param width of the picture
 * @param hasLabel whether there is a label to name
 * @param hasHeat whether there is a coloured map to explain
 */
record PictureHeader(int width, boolean hasLabel, boolean hasHeat) {
    static final int HEIGHT = 44;

    private static final int BASE = 28;
    private static final int BAR = 90;

    void draw(Graphics2D graphics, String title, String note) {
        int keys = keys(graphics);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 17));
        graphics.setColor(CaseFrame.TEXT);
        String shown = fitting(graphics, title, keys - 24);
        graphics.drawString(shown, 12, BASE);
        int after = 12 + graphics.getFontMetrics().stringWidth(shown) + 18;
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        graphics.setColor(CaseFrame.FAINT);
        graphics.drawString(fitting(graphics, note, keys - after - 12), after, BASE);
    }

    /** Keys from the right on; where they begin. */
    private int keys(Graphics2D graphics) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        int x = width - 120;
        key(graphics, x, CaseFrame.PREDICTION, "prediction");
        if (hasLabel) {
            x -= 80;
            key(graphics, x, CaseFrame.LABEL, "label");
        }
        if (hasHeat) {
            x -= BAR + 62;
            bar(graphics, x);
        }
        return x;
    }

    private static void key(Graphics2D graphics, int x, Color colour, String name) {
        graphics.setColor(colour);
        graphics.fillRoundRect(x, 18, 12, 12, 4, 4);
        graphics.setColor(CaseFrame.TEXT);
        graphics.drawString(name, x + 18, BASE);
    }

    /** The colours of a map from 0 to 1 as they look on mid grey. */
    private static void bar(Graphics2D graphics, int x) {
        graphics.setColor(CaseFrame.TEXT);
        graphics.drawString("0", x, BASE);
        for (int n = 0; n < BAR; n++) {
            double share = n / (BAR - 1.0);
            graphics.setColor(HeatMap.mixed(Color.GRAY, HeatMap.colour(share), HeatMap.opacity(share)));
            graphics.fillRect(x + 14 + n, 18, 1, 12);
        }
        graphics.setColor(CaseFrame.TEXT);
        graphics.drawString("1", x + 14 + BAR + 6, BASE);
    }

    /** As much of a text as there is room for. */
    private static String fitting(Graphics2D graphics, String text, int room) {
        String shown = text;
        while (shown.length() > 2 && graphics.getFontMetrics().stringWidth(shown) > room) {
            shown = shown.substring(0, shown.length() - 2) + "…";
        }
        return shown;
    }
}
