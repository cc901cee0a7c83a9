package org.attunet.train.listener;

import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.attunet.data.AtomicFile;
import org.attunet.train.EpochRecord;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Training loss and validation Dice over the epochs, as a picture. */
final class LossPlot {
    private LossPlot() {}

    static void write(String title, List<EpochRecord> history, Path file) {
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(520)
                .title(title)
                .xAxisTitle("epoch")
                .yAxisTitle("training loss")
                .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNW);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.setYAxisGroupTitle(1, "validation Dice");
        chart.getStyler().setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
        chart.getStyler().setYAxisMin(1, 0.0).setYAxisMax(1, 1.0);
        line(chart, "training loss", history, new Color(0x44, 0x77, 0xaa), 0);
        List<EpochRecord> validated =
                history.stream().filter(EpochRecord::isValidated).toList();
        if (!validated.isEmpty()) {
            line(chart, "validation Dice", validated, new Color(0xcc, 0x66, 0x22), 1);
        }
        AtomicFile.write(file, out -> ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", out));
    }

    private static void line(XYChart chart, String name, List<EpochRecord> rows, Color colour, int axis) {
        double[] epochs = rows.stream().mapToDouble(EpochRecord::epoch).toArray();
        double[] values = rows.stream()
                .mapToDouble(axis == 0 ? EpochRecord::loss : EpochRecord::validationDice)
                .toArray();
        XYSeries series = chart.addSeries(name, epochs, values);
        series.setLineColor(colour);
        series.setMarker(axis == 0 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
        series.setMarkerColor(colour);
        series.setYAxisGroup(axis);
    }
}
