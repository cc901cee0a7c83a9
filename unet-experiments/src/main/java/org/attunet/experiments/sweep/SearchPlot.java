package org.attunet.experiments.sweep;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.attunet.data.AtomicFile;
import org.attunet.experiments.sweep.SweepRow.State;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What a search found, as a picture: a panel a setting, with the validation Dice of every candidate against its value. */
final class SearchPlot {
    private static final int WIDTH = 460;
    private static final int HEIGHT = 380;

    private SearchPlot() {}

    /** Writes nothing before the first score. */
    static void write(SweepFile search, List<SweepRow> rows, Path file) {
        List<SweepRow> scored = rows.stream()
                .filter(row ->
                        row.state() != State.FAILED && row.validationDice().orElse(-1) >= 0)
                .toList();
        if (!scored.isEmpty()) {
            List<XYChart> panels = search.space().stream()
                    .map(setting -> panel(setting, scored))
                    .toList();
            AtomicFile.write(file, out -> ImageIO.write(row(panels), "png", out));
        }
    }

    private static BufferedImage row(List<XYChart> panels) {
        BufferedImage picture = new BufferedImage(WIDTH * panels.size(), HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        for (int n = 0; n < panels.size(); n++) {
            graphics.drawImage(BitmapEncoder.getBufferedImage(panels.get(n)), n * WIDTH, 0, null);
        }
        graphics.dispose();
        return picture;
    }

    private static XYChart panel(SearchedSetting setting, List<SweepRow> rows) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(setting.path())
                .yAxisTitle("validation Dice")
                .build();
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
        if (setting.isDiscrete()) {
            nameValues(chart, setting);
        } else if (setting.scale() == SearchedSetting.Scale.LOG) {
            chart.setCustomXAxisTickLabelsFormatter(x -> String.format(Locale.ROOT, "%.2g", Math.pow(10, x)));
        }
        series(chart, "trained to the end", State.DONE, new Color(0x44, 0x77, 0xaa), setting, rows);
        series(chart, "part of the way", State.STOPPED, new Color(0xcc, 0x66, 0x22), setting, rows);
        return chart;
    }

    /** Given values have no distances: they stand at 0, 1, 2 … in the order of the file, with a free place at either end. */
    private static void nameValues(XYChart chart, SearchedSetting setting) {
        List<String> names = setting.values();
        chart.getStyler().setXAxisMin(-1.0).setXAxisMax((double) names.size());
        chart.getStyler().setXAxisTickMarkSpacingHint(WIDTH / (names.size() + 4));
        chart.setCustomXAxisTickLabelsFormatter(x -> {
            int place = (int) Math.rint(x);
            boolean named = Math.abs(x - place) < 1e-6 && place >= 0 && place < names.size();
            return named ? names.get(place) : " ";
        });
    }

    private static void series(
            XYChart chart, String name, State state, Color colour, SearchedSetting setting, List<SweepRow> rows) {
        List<Double> values = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        rows.stream().filter(row -> row.state() == state).forEach(row -> {
            values.add(position(setting, row));
            scores.add(row.validationDice().orElseThrow());
        });
        if (!values.isEmpty()) {
            XYSeries series = chart.addSeries(name, values, scores);
            series.setMarker(SeriesMarkers.CIRCLE);
            series.setMarkerColor(colour);
        }
    }

    private static double position(SearchedSetting setting, SweepRow row) {
        String text = row.value(setting.path()).orElseThrow();
        if (setting.isDiscrete()) {
            return setting.values().indexOf(text);
        }
        double value = Double.parseDouble(text);
        return setting.scale() == SearchedSetting.Scale.LOG ? Math.log10(value) : value;
    }
}
