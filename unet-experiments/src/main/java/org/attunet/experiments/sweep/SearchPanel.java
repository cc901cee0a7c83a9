package org.attunet.experiments.sweep;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.Optional;
import org.attunet.eval.report.Ticks;
import org.attunet.experiments.sweep.SearchAxis.Mark;
import org.attunet.experiments.sweep.SweepRow.State;

/**
 * Draws one panel of a search's picture: a dot a candidate, its value of one setting across, its validation Dice up.
 *
 * @param axis the setting
 * @param dice the axis up
 * @param best whose dot has a ring
 */
record SearchPanel(SearchAxis axis, Ticks dice, Optional<SweepRow> best) {
    static final int WIDTH = 460;
    static final int HEIGHT = 380;

    private static final int LEFT = 62;
    private static final int RIGHT = 16;
    private static final int TOP = 40;
    private static final int BOTTOM = 64;
    private static final int RADIUS = 5;
    private static final int LINE = 14;

    private static final Color DONE = new Color(0x44, 0x77, 0xaa);
    private static final Color STOPPED = new Color(0xcc, 0x66, 0x22);
    private static final Color GRID = new Color(0xdd, 0xdd, 0xdd);

    /** Draws into the square whose upper left corner is the origin of {@code g}. */
    void draw(Graphics2D g, List<SweepRow> rows) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        up(g);
        across(g);
        legend(g);
        rows.forEach(row -> dot(g, row));
    }

    private void up(Graphics2D g) {
        for (double value : dice.at()) {
            int y = (int) Math.round(y(value));
            g.setColor(GRID);
            g.drawLine(LEFT, y, WIDTH - RIGHT, y);
            g.setColor(Color.BLACK);
            String text = dice.text(value);
            g.drawString(text, LEFT - 8 - g.getFontMetrics().stringWidth(text), y + 4);
        }
        g.drawString("validation Dice", 8, LINE);
    }

    private void across(Graphics2D g) {
        int base = HEIGHT - BOTTOM;
        List<Mark> marks = axis.marks();
        int room = (WIDTH - LEFT - RIGHT) / Math.max(1, marks.size());
        boolean isTight = marks.stream().anyMatch(mark -> g.getFontMetrics().stringWidth(mark.name()) > room - RADIUS);
        for (int n = 0; n < marks.size(); n++) {
            double x = x(marks.get(n).at());
            g.setColor(GRID);
            g.drawLine((int) x, TOP, (int) x, base);
            g.setColor(Color.BLACK);
            // Long names stand in two lines by turns.
            int line = isTight && n % 2 == 1 ? 2 : 1;
            centred(g, marks.get(n).name(), x, base + 4 + line * LINE, isTight ? 2 * room : room);
        }
        g.drawLine(LEFT, base, WIDTH - RIGHT, base);
        centred(g, axis.setting().path(), (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - RADIUS, WIDTH);
    }

    private static void legend(Graphics2D g) {
        String done = "trained to the end";
        String stopped = "part of the way";
        int x = WIDTH - RIGHT - g.getFontMetrics().stringWidth(done + stopped) - 6 * RADIUS;
        fill(g, DONE, x, LINE - 4);
        g.setColor(Color.BLACK);
        g.drawString(done, x + 2 * RADIUS, LINE);
        int next = x + g.getFontMetrics().stringWidth(done) + 5 * RADIUS;
        fill(g, STOPPED, next, LINE - 4);
        g.setColor(Color.BLACK);
        g.drawString(stopped, next + 2 * RADIUS, LINE);
    }

    private void dot(Graphics2D g, SweepRow row) {
        double x = x(axis.at(row.value(axis.setting().path()).orElseThrow()));
        double y = y(row.validationDice().orElseThrow());
        fill(g, row.state() == State.DONE ? DONE : STOPPED, x, y);
        if (best.filter(winner -> winner.name().equals(row.name())).isPresent()) {
            g.setColor(Color.BLACK);
            g.draw(new Ellipse2D.Double(x - RADIUS - 3, y - RADIUS - 3, 2 * RADIUS + 6, 2 * RADIUS + 6));
        }
    }

    private static void fill(Graphics2D g, Color colour, double x, double y) {
        g.setColor(colour);
        g.fill(new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS));
    }

    private static void centred(Graphics2D g, String text, double x, int y, int room) {
        String shown = text;
        while (shown.length() > 2 && g.getFontMetrics().stringWidth(shown) > room) {
            shown = shown.substring(0, shown.length() - 2) + "…";
        }
        g.drawString(shown, (float) (x - g.getFontMetrics().stringWidth(shown) / 2.0), y);
    }

    private double x(double value) {
        return LEFT + RADIUS + (value - axis.low()) / (axis.high() - axis.low()) * (WIDTH - LEFT - RIGHT - 2 * RADIUS);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (value - dice.low()) / (dice.high() - dice.low()) * (HEIGHT - TOP - BOTTOM);
    }
}
