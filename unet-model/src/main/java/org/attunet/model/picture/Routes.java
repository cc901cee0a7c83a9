package org.attunet.model.picture;

import java.awt.Point;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines from what is read to what reads it, along lanes between the rows that no two lines of one row share. */
final class Routes {
    private static final int RISE = 12;

    /**
     * A line of upright and level pieces.
     *
     * @param points its corners, first to last
     * @param skip whether it passes over the way down and up in its row
     */
    record Route(List<Point> points, boolean skip) {}

    /** From a box to one that reads it. */
    private record Edge(NodeBox from, NodeBox to) {
        boolean isUp() {
            return from.row() > to.row();
        }

        boolean isLeft() {
            return to.column() < from.column();
        }
    }

    private final Layout layout;
    private final Sheet sheet;
    private final List<Edge> edges = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();

    /** Lanes in use above each row. */
    private final Map<Integer, Integer> lanes = new LinkedHashMap<>();

    /** Lines that end at a box's lower edge so far. */
    private final Map<NodeBox, Integer> feet = new LinkedHashMap<>();

    Routes(Layout layout, Sheet sheet) {
        this.layout = layout;
        this.sheet = sheet;
        for (NodeBox to : layout.boxes().values()) {
            layout.sources(to.vertices())
                    .forEach(source -> edges.add(new Edge(layout.boxes().get(source), to)));
        }
        edges.stream().filter(edge -> !edge.isUp()).forEach(this::levelOrDown);
        edges.stream().filter(Edge::isUp).sorted(lanesFromBelow()).forEach(this::up);
    }

    List<Route> all() {
        return routes;
    }

    /** So that lines of one row do not cross: to the left the farthest lowest, to the right the nearest highest. */
    private static Comparator<Edge> lanesFromBelow() {
        return Comparator.<Edge>comparingInt(edge -> -edge.from().row())
                .reversed()
                .thenComparingInt(edge ->
                        edge.isLeft() ? edge.to().column() : 1000 - edge.to().column());
    }

    private void add(boolean skip, int... xy) {
        List<Point> points = new ArrayList<>();
        for (int n = 0; n < xy.length; n += 2) {
            points.add(new Point(xy[n], xy[n + 1]));
        }
        routes.add(new Route(points, skip));
    }

    /** Height of the next free lane above a row. */
    private int lane(NodeBox from) {
        int lane = lanes.merge(from.row(), 1, Integer::sum);
        return sheet.frame(from).y - RISE * lane;
    }

    private void levelOrDown(Edge edge) {
        Rectangle from = sheet.frame(edge.from());
        Rectangle to = sheet.frame(edge.to());
        if (!edge.from().isIn(edge.to())) {
            int turn = from.y + from.height + RISE;
            int start = edge.from().column() == edge.to().column() ? (int) to.getCenterX() : from.x + 2 * RISE;
            add(
                    false,
                    start,
                    from.y + from.height,
                    start,
                    turn,
                    (int) to.getCenterX(),
                    turn,
                    (int) to.getCenterX(),
                    to.y);
        } else if (isFree(edge)) {
            int y = (int) Math.min(from.getCenterY(), to.getCenterY());
            add(Layout.crossesTheMiddle(edge.from(), edge.to()), from.x + from.width, y, to.x, y);
        } else {
            int along = lane(edge.from());
            int start = (int) from.getCenterX();
            add(true, start, from.y, start, along, to.x + 2 * RISE, along, to.x + 2 * RISE, to.y);
        }
    }

    /** Whether nothing stands between two boxes of a row. */
    private boolean isFree(Edge edge) {
        return layout.boxes().values().stream()
                .noneMatch(box -> box.isIn(edge.from())
                        && box.column() > edge.from().column()
                        && box.column() < edge.to().column());
    }

    private void up(Edge edge) {
        Rectangle from = sheet.frame(edge.from());
        Rectangle to = sheet.frame(edge.to());
        int foot = to.x + 2 * RISE * feet.merge(edge.to(), 1, Integer::sum);
        int start = start(edge, from);
        int end = edge.from().column() == edge.to().column() ? start : foot;
        int along = lane(edge.from());
        add(false, start, from.y, start, along, end, along, end, to.y + to.height);
    }

    /** Lines leave the right end of the upper edge, in the order of where they go. */
    private int start(Edge edge, Rectangle from) {
        long after = edges.stream()
                .filter(other -> other.isUp() && other.from().equals(edge.from()))
                .filter(other -> other.to().column() > edge.to().column())
                .count();
        return from.x + from.width - RISE * (int) (after + 1);
    }
}
