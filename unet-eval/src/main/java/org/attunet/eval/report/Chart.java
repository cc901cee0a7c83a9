package org.attunet.eval.report;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A chart as inline SVG: a frame with axes, into which data are drawn in their own units. */
final class Chart {
    private static final int LEFT = 46;
    private static final int RIGHT = 14;
    private static final int TOP = 30;
    private static final int BOTTOM = 34;

    private final int width;
    private final int height;
    private final Ticks x;
    private final Ticks y;
    private final StringBuilder svg = new StringBuilder();

    /**
     * @param title what is shown, with its unit
     * @param x the axis across
     * @param y the axis up
     */
    Chart(String title, int width, int height, Ticks x, Ticks y) {
        this.width = width;
        this.height = height;
        this.x = x;
        this.y = y;
        svg.append(String.format(
                Locale.ROOT,
                "<svg class=\"chart\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">",
                width,
                height,
                width,
                height,
                Html.text(title)));
        label(LEFT - 36, 16, "start", "title", title);
        for (double value : y.at()) {
            line(LEFT, up(value), width - RIGHT, up(value), "class=\"grid\"");
            label(LEFT - 6, up(value) + 3.5, "end", "tick", y.text(value));
        }
    }

    /** Numbers and a name below the axis across. */
    Chart acrossNumbers(String name) {
        for (double value : x.at()) {
            label(across(value), height - BOTTOM + 14, "middle", "tick", x.text(value));
        }
        label((LEFT + width - RIGHT) / 2.0, height - 4, "middle", "tick", name);
        return this;
    }

    /** A word below the axis across. */
    Chart acrossWord(double at, String word) {
        label(across(at), height - BOTTOM + 14, "middle", "tick", word);
        return this;
    }

    private double across(double value) {
        return LEFT + (value - x.low()) / (x.high() - x.low()) * (width - LEFT - RIGHT);
    }

    private double up(double value) {
        return height - BOTTOM - (value - y.low()) / (y.high() - y.low()) * (height - TOP - BOTTOM);
    }

    /** A dot that says what it is when pointed at. */
    Chart dot(double atX, double atY, double shift, String color, String says) {
        svg.append(String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.2\" fill=\"%s\" fill-opacity=\".7\"><title>%s</title></circle>",
                across(atX) + shift,
                up(atY),
                color,
                Html.text(says)));
        return this;
    }

    /** A straight line. */
    Chart line(double fromX, double fromY, double toX, double toY, String color, double thickness) {
        line(
                across(fromX),
                up(fromY),
                across(toX),
                up(toY),
                String.format(Locale.ROOT, "stroke=\"%s\" stroke-width=\"%.1f\"", color, thickness));
        return this;
    }

    /** A straight line of dashes. */
    Chart dashes(double fromX, double fromY, double toX, double toY, String color) {
        line(
                across(fromX),
                up(fromY),
                across(toX),
                up(toY),
                "stroke=\"" + color + "\" stroke-width=\"1.4\" stroke-dasharray=\"5 4\"");
        return this;
    }

    /** Words that end above a place. */
    Chart words(double atX, double atY, String words) {
        label(across(atX), up(atY) - 4, "end", "tick", words);
        return this;
    }

    /** A line through points, {@code {x, y}} each. */
    Chart curve(Iterable<double[]> points, String attributes) {
        String path = StreamSupport.stream(points.spliterator(), false)
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", across(point[0]), up(point[1])))
                .collect(Collectors.joining(" "));
        svg.append("<polyline fill=\"none\" ")
                .append(attributes)
                .append(" points=\"")
                .append(path)
                .append("\"/>");
        return this;
    }

    /** A bar from 0 up that says what it is when pointed at. */
    Chart bar(double atX, double shift, double thickness, double value, String color, String says) {
        double top = up(value);
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s</title></rect>",
                across(atX) + shift,
                top,
                thickness,
                Math.max(0, up(0) - top),
                color,
                Html.text(says)));
        return this;
    }

    private void line(double x1, double y1, double x2, double y2, String attributes) {
        svg.append(String.format(
                Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" %s/>", x1, y1, x2, y2, attributes));
    }

    private void label(double atX, double atY, String anchor, String style, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>",
                atX,
                atY,
                anchor,
                style,
                Html.text(text)));
    }

    /** The picture. */
    String svg() {
        return svg + "</svg>";
    }
}
