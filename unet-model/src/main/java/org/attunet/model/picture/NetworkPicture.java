package org.attunet.model.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.attunet.model.ActivationShape;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * A network as a picture: every vertex of its graph with what it does, its class and the shape it gives, rows by resolution, lines
 * from what is read to what reads it.
 */
public final class NetworkPicture {
    private static final Color PAPER = Color.WHITE;
    private static final Color INK = new Color(0x1f2933);
    private static final Color FAINT = new Color(0x6b7785);
    private static final Color PLAIN = new Color(0xe8f0fa);
    private static final Color GATE = new Color(0xffe9c7);
    private static final Color END = new Color(0xe3f3e1);
    private static final Color FLOW = new Color(0x4a6fa5);
    private static final Color SKIP = new Color(0xc27c0e);
    private static final int SIZE = 11;
    private static final int HEAD = 6;
    private static final int RISE = 12;

    private final Layout layout;

    /**
     * @param graph the network's own configuration
     * @param input shape of its input, as it is written into the picture
     */
    public NetworkPicture(ComputationGraphConfiguration graph, ActivationShape input) {
        this.layout = new Layout(graph, input);
    }

    /** Everything that is written into the picture, box by box. */
    public List<String> texts() {
        return layout.boxes().values().stream()
                .map(box -> box.name() + " " + String.join(" ", box.lines()) + " " + box.shape())
                .toList();
    }

    /** Writes it as PNG. */
    public void write(OutputStream out) throws IOException {
        BufferedImage image = new BufferedImage(layout.width(), layout.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(PAPER);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        pen.setStroke(new BasicStroke(1.6f));
        for (Box box : layout.boxes().values()) {
            int n = 0;
            for (String source : layout.sources(box.vertices())) {
                line(pen, layout.boxes().get(source), box, n++);
            }
        }
        layout.boxes().values().forEach(box -> draw(pen, box));
        pen.dispose();
        ImageIO.write(image, "png", out);
    }

    private static void draw(Graphics2D pen, Box box) {
        pen.setColor(fill(box));
        pen.fillRoundRect(box.x(), box.y(), Box.WIDTH, box.height(), 8, 8);
        pen.setColor(FAINT);
        pen.drawRoundRect(box.x(), box.y(), Box.WIDTH, box.height(), 8, 8);
        pen.setColor(INK);
        int y = box.y() + Box.LINE;
        pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, SIZE + 1));
        pen.drawString(box.name(), box.x() + 8, y);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, SIZE));
        for (String text : box.lines()) {
            y += Box.LINE;
            pen.drawString(text, box.x() + 8, y);
        }
        pen.setColor(FAINT);
        pen.drawString(box.shape(), box.x() + 8, y + Box.LINE);
    }

    private static Color fill(Box box) {
        if (box.name().startsWith("gate")) {
            return GATE;
        }
        return box.vertices().size() == 1 ? END : PLAIN;
    }

    private static void line(Graphics2D pen, Box from, Box to, int n) {
        if (from.level() < to.level()) {
            down(pen, from, to);
        } else if (from.level() > to.level()) {
            up(pen, from, to, n);
        } else if (to.x() - from.right() < Box.WIDTH / 2) {
            pen.setColor(FLOW);
            int y = Math.min(from.middle(), to.middle());
            connect(pen, from.right(), y, to.x(), y);
            arrow(pen, to.x(), y, 1, 0);
        } else {
            over(pen, from, to, n);
        }
    }

    /** From the lower edge to the other's left side. */
    private static void down(Graphics2D pen, Box from, Box to) {
        pen.setColor(FLOW);
        int x = Math.min(from.right() - RISE, to.x() - RISE);
        connect(pen, x, from.y() + from.height(), x, to.middle(), to.x(), to.middle());
        arrow(pen, to.x(), to.middle(), 1, 0);
    }

    /** From the upper edge, along the row, to the other's lower edge. */
    private static void up(Graphics2D pen, Box from, Box to, int n) {
        pen.setColor(FLOW);
        int start = from.right() - RISE * (n + 2);
        int along = from.y() - RISE * (n + 1);
        int end = to.x() + RISE * (2 * n + 2);
        int foot = to.y() + to.height();
        connect(pen, start, from.y(), start, along, end, along, end, foot);
        arrow(pen, end, foot, 0, -1);
    }

    /** Over what stands between in the same row. */
    private static void over(Graphics2D pen, Box from, Box to, int n) {
        pen.setColor(SKIP);
        int start = from.x() + Box.WIDTH / 2 + RISE * n;
        int along = Math.min(from.y(), to.y()) - RISE * (n + 2);
        int end = to.x() + RISE * (2 * n + 2);
        connect(pen, start, from.y(), start, along, end, along, end, to.y());
        arrow(pen, end, to.y(), 0, 1);
    }

    /** A line through points given as x, y, x, y … */
    private static void connect(Graphics2D pen, int... points) {
        for (int n = 2; n < points.length; n += 2) {
            pen.drawLine(points[n - 2], points[n - 1], points[n], points[n + 1]);
        }
    }

    /** The head of a line that ends at a point in a direction. */
    private static void arrow(Graphics2D pen, int x, int y, int right, int below) {
        Polygon head = new Polygon();
        head.addPoint(x, y);
        for (int side = -1; side <= 1; side += 2) {
            head.addPoint(x - HEAD * right - side * HEAD / 2 * below, y - HEAD * below - side * HEAD / 2 * right);
        }
        pen.fill(head);
    }
}
