package org.attunet.eval.metric;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Where errors lie: the volume missed and the volume invented, by distance across the organ's border: from the centre of a voxel
 * to that of the nearest one on the other side. An error is at least a voxel's step away from there, inside as outside.
 * Errors within a voxel or two of the border are as good as the label itself; far ones are mistakes of another kind.
 *
 * @param bands from the border outwards
 */
public record ErrorsByDistance(List<Band> bands) implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final double[] EDGES_MM = {0, 2, 4, 8, 16, Double.POSITIVE_INFINITY};

    /**
     * Errors at some distance across the label's border.
     *
     * @param fromMm distance, inclusive
     * @param toMm distance, exclusive
     * @param missedMl volume of the organ that was not predicted
     * @param inventedMl volume predicted that is not the organ
     */
    public record Band(double fromMm, double toMm, double missedMl, double inventedMl) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** Keeps its own copy. */
    public ErrorsByDistance {
        bands = List.copyOf(bands);
    }

    /** Of one case; empty where the label is: there is no border to measure from. */
    public static ErrorsByDistance of(MaskPair masks, int label) {
        return Extent.of(masks, label)
                .map(extent -> of(masks, label, Crop.planes(masks.label().geometry(), extent)))
                .orElse(new ErrorsByDistance(List.of()));
    }

    private static ErrorsByDistance of(MaskPair masks, int label, List<Planes> planes) {
        Crop prediction = Crop.of(masks.prediction(), label, planes);
        Crop truth = Crop.of(masks.label(), label, planes);
        int[] surface = truth.surface();
        if (surface.length == 0) {
            return new ErrorsByDistance(List.of());
        }
        double millilitres = masks.label().geometry().voxelVolume() / 1000;
        double[] missed = volumes(
                DistanceTransform.squared(truth.positions(), truth.shell()),
                n -> truth.inside()[n] > prediction.inside()[n],
                millilitres);
        double[] invented = volumes(
                DistanceTransform.squared(truth.positions(), surface),
                n -> prediction.inside()[n] > truth.inside()[n],
                millilitres);
        List<Band> bands = new ArrayList<>();
        for (int n = 0; n < missed.length; n++) {
            bands.add(new Band(EDGES_MM[n], EDGES_MM[n + 1], missed[n], invented[n]));
        }
        return new ErrorsByDistance(bands);
    }

    private static double[] volumes(float[] squared, IntPredicate wrong, double millilitres) {
        double[] volumes = new double[EDGES_MM.length - 1];
        IntStream.range(0, squared.length).filter(wrong).forEach(n -> {
            int band = Arrays.binarySearch(EDGES_MM, Math.sqrt(squared[n]));
            volumes[band >= 0 ? band : -band - 2] += millilitres;
        });
        return volumes;
    }

    /** Mean over cases, band by band; cases without a label do not count. */
    public static ErrorsByDistance mean(List<ErrorsByDistance> cases) {
        List<ErrorsByDistance> counted =
                cases.stream().filter(errors -> !errors.bands.isEmpty()).toList();
        if (counted.isEmpty()) {
            return new ErrorsByDistance(List.of());
        }
        return new ErrorsByDistance(IntStream.range(0, EDGES_MM.length - 1)
                .mapToObj(n -> new Band(
                        EDGES_MM[n],
                        EDGES_MM[n + 1],
                        counted.stream()
                                .mapToDouble(errors -> errors.bands.get(n).missedMl())
                                .average()
                                .orElseThrow(),
                        counted.stream()
                                .mapToDouble(errors -> errors.bands.get(n).inventedMl())
                                .average()
                                .orElseThrow()))
                .toList());
    }
}
