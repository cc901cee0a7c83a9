package org.attunet.train.listener;

import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import org.attunet.data.PngFile;
import org.attunet.eval.report.PlotStyle;
import org.attunet.train.EpochRecord;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Training loss and validation Dice over the epochs, as a picture. */
final class LossPlot {
    private static final String LOSS = "training loss";
    private static final String DICE = "validation Dice";
    private static final Color LOSS_COLOUR = new Color(0x2f, 0x6f, 0xde);
    private static final Color DICE_COLOUR = new Color(0xd9, 0x48, 0x2b);

    private LossPlot() {}

    static void write(String title, List<EpochRecord> history, Path file) {
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(520)
                .title(title)
                .xAxisTitle("epoch")
                .yAxisTitle(LOSS)
                .build();
        chart.setYAxisGroupTitle(1, DICE);
        style(chart.getStyler());
        line(chart, LOSS, history, LOSS_COLOUR, 0);
        List<EpochRecord> validated =
                history.stream().filter(EpochRecord::isValidated).toList();
        if (!validated.isEmpty()) {
            line(chart, DICE, validated, DICE_COLOUR, 1);
        }
        PngFile.write(file, BitmapEncoder.getBufferedImage(chart));
    }

    /** Each axis in the colour of its line; the legend where it hides none. */
    private static void style(XYStyler styler) {
        PlotStyle.apply(styler);
        styler.setXAxisTickMarkSpacingHint(110);
        styler.setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
        styler.setYAxisMin(0, 0.0);
        styler.setYAxisMin(1, 0.0).setYAxisMax(1, 1.0);
        styler.setYAxisGroupTitleColor(0, LOSS_COLOUR).setYAxisGroupTitleColor(1, DICE_COLOUR);
        styler.setYAxisGroupTickLabelsColorMap(0, LOSS_COLOUR).setYAxisGroupTickLabelsColorMap(1, DICE_COLOUR);
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
