package org.attunet.eval.report;

import java.awt.Color;
import java.nio.file.Path;
import java.util.Locale;
import org.attunet.data.PngFile;
import org.attunet.eval.metric.BlandAltman;
import org.attunet.eval.metric.BlandAltman.Point;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Bland and Altman's plot of volumes as a picture: a dot a case, the bias and the limits of agreement as lines. */
final class AgreementPlot {
    static final String ACROSS = "mean of predicted and labelled volume (ml)";
    static final String UP = "predicted − labelled volume (ml)";

    private static final Color DOTS = new Color(0x0072b2);
    private static final Color LINES = new Color(0xd55e00);

    private AgreementPlot() {}

    /** Writes the picture, whole or not at all. */
    static void write(BlandAltman volumes, String title, Path file) {
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(560)
                .title(title)
                .xAxisTitle(ACROSS)
                .yAxisTitle(UP)
                .build();
        AgreementAxes axes = AgreementAxes.around(volumes);
        style(chart.getStyler(), axes);
        dots(chart, volumes);
        line(chart, "bias " + millilitres(volumes.bias()), volumes.bias(), axes.across());
        if (volumes.hasLimits()) {
            line(chart, "upper limit " + millilitres(volumes.high()), volumes.high(), axes.across())
                    .setLineStyle(SeriesLines.DASH_DASH);
            line(chart, "lower limit " + millilitres(volumes.low()), volumes.low(), axes.across())
                    .setLineStyle(SeriesLines.DASH_DASH);
        }
        PngFile.write(file, BitmapEncoder.getBufferedImage(chart));
    }

    private static void style(XYStyler styler, AgreementAxes axes) {
        PlotStyle.apply(styler);
        styler.setXAxisMin(axes.across().low()).setXAxisMax(axes.across().high());
        styler.setYAxisMin(axes.up().low()).setYAxisMax(axes.up().high());
    }

    private static void dots(XYChart chart, BlandAltman volumes) {
        XYSeries cases = chart.addSeries(
                "cases",
                volumes.points().stream().mapToDouble(Point::mean).toArray(),
                volumes.points().stream().mapToDouble(Point::difference).toArray());
        cases.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        cases.setMarker(SeriesMarkers.CIRCLE);
        cases.setMarkerColor(DOTS);
    }

    private static XYSeries line(XYChart chart, String name, double at, Ticks across) {
        XYSeries line = chart.addSeries(name, new double[] {across.low(), across.high()}, new double[] {at, at});
        line.setMarker(SeriesMarkers.NONE);
        line.setLineColor(LINES);
        line.setLineWidth(1.8f);
        return line;
    }

    /** With its sign, as a difference has one. */
    static String millilitres(double value) {
        return String.format(Locale.ROOT, "%+.1f ml", value);
    }
}
