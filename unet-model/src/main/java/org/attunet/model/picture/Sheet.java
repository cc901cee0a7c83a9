package org.attunet.model.picture;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where each box lies on the paper, in pixels: all as wide as the longest text in them, rows as high as their highest box. */
final class Sheet {
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final int LINE = 16;
    static final int INSET = 8;
    private static final int GAP = 28;
    private static final int MARGIN = 20;

    /** Between two rows: room for the lines that run there. */
    private static final int CHANNEL = 92;

    /** The same above the first row. */
    private static final int ABOVE = 30;

    private final Map<NodeBox, Rectangle> frames = new LinkedHashMap<>();

    /** @param pen whose fonts the texts are measured with */
    Sheet(Collection<NodeBox> boxes, Graphics2D pen) {
        int width = boxes.stream().mapToInt(box -> textWidth(box, pen)).max().orElse(0) + 2 * INSET;
        Map<Integer, Integer> heights = new HashMap<>();
        boxes.forEach(box -> heights.merge(box.row(), height(box), Math::max));
        for (NodeBox box : boxes) {
            int y = MARGIN + ABOVE;
            for (int row = 0; row < box.row(); row++) {
                y += heights.getOrDefault(row, 0) + CHANNEL;
            }
            frames.put(box, new Rectangle(MARGIN + box.column() * (width + GAP), y, width, height(box)));
        }
    }

    private static int textWidth(NodeBox box, Graphics2D pen) {
        FontMetrics text = pen.getFontMetrics(TEXT);
        int longest = Math.max(pen.getFontMetrics(TITLE).stringWidth(box.name()), text.stringWidth(box.shape()));
        return box.lines().stream().mapToInt(text::stringWidth).reduce(longest, Math::max);
    }

    /** Title, lines and shape. */
    private static int height(NodeBox box) {
        return LINE * (box.lines().size() + 2) + INSET;
    }

    Rectangle frame(NodeBox box) {
        return frames.get(box);
    }

    int width() {
        return MARGIN
                + frames.values().stream()
                        .mapToInt(frame -> frame.x + frame.width)
                        .max()
                        .orElse(0);
    }

    int height() {
        return MARGIN
                + frames.values().stream()
                        .mapToInt(frame -> frame.y + frame.height)
                        .max()
                        .orElse(0);
    }
}
