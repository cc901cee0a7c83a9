package org.attunet.model.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.Polygon;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.attunet.model.kernel.Shape;
import org.attunet.model.network.Plan;
import org.attunet.model.picture.Routes.Route;

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
    private static final int HEAD = 7;

    private final Layout layout;

    /**
     * @param plan the network
     * @param input shape of its input, as it is written into the picture
     */
    public NetworkPicture(Plan plan, Shape input) {
        this.layout = new Layout(plan, input);
    }

    /** Everything that is written into the picture, box by box. */
    public List<String> texts() {
        return layout.boxes().values().stream()
                .map(box -> box.name() + " " + String.join(" ", box.lines()) + " " + box.shape())
                .toList();
    }

    /** Writes it as PNG. */
    public void write(OutputStream out) throws IOException {
        Graphics2D ruler = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        Sheet sheet = new Sheet(layout.boxes().values(), ruler);
        ruler.dispose();
        BufferedImage image = new BufferedImage(sheet.width(), sheet.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(PAPER);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        pen.setStroke(new BasicStroke(1.6f));
        new Routes(layout, sheet).all().forEach(route -> draw(pen, route));
        layout.boxes().values().forEach(box -> draw(pen, box, sheet.frame(box)));
        pen.dispose();
        ImageIO.write(image, "png", out);
    }

    private static void draw(Graphics2D pen, NodeBox box, Rectangle frame) {
        pen.setColor(fill(box));
        pen.fillRoundRect(frame.x, frame.y, frame.width, frame.height, 8, 8);
        pen.setColor(FAINT);
        pen.drawRoundRect(frame.x, frame.y, frame.width, frame.height, 8, 8);
        pen.setColor(INK);
        int x = frame.x + Sheet.INSET;
        int y = frame.y + Sheet.LINE;
        pen.setFont(Sheet.TITLE);
        pen.drawString(box.name(), x, y);
        pen.setFont(Sheet.TEXT);
        for (String text : box.lines()) {
            y += Sheet.LINE;
            pen.drawString(text, x, y);
        }
        pen.setColor(FAINT);
        pen.drawString(box.shape(), x, y + Sheet.LINE);
    }

    private static Color fill(NodeBox box) {
        if (box.name().startsWith("gate")) {
            return GATE;
        }
        return box.vertices().size() == 1 ? END : PLAIN;
    }

    private static void draw(Graphics2D pen, Route route) {
        pen.setColor(route.skip() ? SKIP : FLOW);
        List<Point> points = route.points();
        for (int n = 1; n < points.size(); n++) {
            Point a = points.get(n - 1);
            Point b = points.get(n);
            pen.drawLine(a.x, a.y, b.x, b.y);
        }
        Point end = points.get(points.size() - 1);
        Point before = points.get(points.size() - 2);
        arrow(pen, end, Integer.signum(end.x - before.x), Integer.signum(end.y - before.y));
    }

    /** The head of a line that ends at a point in a direction. */
    private static void arrow(Graphics2D pen, Point end, int right, int below) {
        Polygon head = new Polygon();
        head.addPoint(end.x, end.y);
        for (int side = -1; side <= 1; side += 2) {
            head.addPoint(
                    end.x - HEAD * right - side * HEAD / 2 * below, end.y - HEAD * below - side * HEAD / 2 * right);
        }
        pen.fill(head);
    }
}
