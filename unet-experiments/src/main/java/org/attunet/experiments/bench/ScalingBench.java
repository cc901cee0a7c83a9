package org.attunet.experiments.bench;

import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.attunet.data.AtomicFile;
import org.attunet.data.PngFile;
import org.attunet.data.volume.Size;
import org.attunet.model.engine.Backend;
import org.attunet.model.network.NetworkSettings;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Whether cost grows as the work does: the time of a voxel in training and inference for patches from 32³ to 96³, and in whole volumes
 * from one to ten.
 *
 * @param network what is timed
 * @param steps timed steps of each
 * @param warmUp seconds before each, as {@link StepBench} has them
 * @param backend what computes
 */
public record ScalingBench(NetworkSettings network, int steps, double warmUp, Backend backend) {
    /** The largest first: until the short steps come, Java has compiled all of it. */
    private static final List<Integer> PATCHES = List.of(96, 80, 64, 48, 32);

    private static final List<Integer> VOLUMES = List.of(1, 2, 5, 10);
    /** Of the volumes. */
    private static final int EDGE = 96;

    private static final int WINDOW = 48;

    /**
     * One measurement.
     *
     * @param work training, inference or volumes
     * @param voxels that it went over
     * @param seconds that it took: the middle one of several
     */
    public record Cost(String work, long voxels, double seconds) {
        double nanosecondsPerVoxel() {
            return seconds * 1e9 / voxels;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s, %d voxels: %.0f ns a voxel", work, voxels, nanosecondsPerVoxel());
        }
    }

    /** Takes all measurements, and reports each. */
    public List<Cost> run(Consumer<Cost> report) {
        List<Cost> costs = new ArrayList<>();
        for (int patch : PATCHES) {
            StepBench bench = new StepBench(network, patch, 1, steps, warmUp, backend);
            long voxels = (long) patch * patch * patch;
            add(new Cost("training", voxels, bench.train().wallMedian()), costs, report);
            add(new Cost("inference", voxels, bench.infer().wallMedian()), costs, report);
        }
        for (int volumes : VOLUMES) {
            StepBench.Timing timing =
                    new StepBench(network, WINDOW, 1, volumes, warmUp, backend).volume(Size.cube(EDGE));
            long voxels = (long) volumes * EDGE * EDGE * EDGE;
            add(new Cost("volumes", voxels, volumes * timing.wallMean()), costs, report);
        }
        return costs;
    }

    private static void add(Cost cost, List<Cost> costs, Consumer<Cost> report) {
        costs.add(cost);
        report.accept(cost);
    }

    /** Writes {@code scaling.csv} and {@code scaling.png}. */
    public static void write(List<Cost> costs, Path folder) {
        String rows = costs.stream().map(ScalingBench::row).collect(Collectors.joining());
        AtomicFile.write(folder.resolve("scaling.csv"), "work,voxels,seconds,nanoseconds_per_voxel\n" + rows);
        PngFile.write(folder.resolve("scaling.png"), BitmapEncoder.getBufferedImage(chart(costs)));
    }

    private static String row(Cost cost) {
        return String.format(
                Locale.ROOT,
                "%s,%d,%.6f,%.2f%n",
                cost.work(),
                cost.voxels(),
                cost.seconds(),
                cost.nanosecondsPerVoxel());
    }

    private static XYChart chart(List<Cost> costs) {
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(480)
                .xAxisTitle("voxels")
                .yAxisTitle("nanoseconds a voxel")
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisMin(0.0);
        line(chart, "training, one patch", "training", new Color(0x44, 0x77, 0xaa), costs);
        line(chart, "inference, one patch", "inference", new Color(0xcc, 0x66, 0x22), costs);
        line(chart, "whole volumes, 1 to 10", "volumes", new Color(0x22, 0x88, 0x55), costs);
        return chart;
    }

    private static void line(XYChart chart, String name, String work, Color colour, List<Cost> costs) {
        List<Cost> own = costs.stream().filter(cost -> cost.work().equals(work)).toList();
        XYSeries series = chart.addSeries(
                name,
                own.stream().mapToDouble(Cost::voxels).toArray(),
                own.stream().mapToDouble(Cost::nanosecondsPerVoxel).toArray());
        series.setLineColor(colour);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(colour);
    }
}
