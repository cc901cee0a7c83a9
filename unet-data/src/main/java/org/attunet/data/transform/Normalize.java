package org.attunet.data.transform;

import org.attunet.data.DataException;
import org.attunet.data.volume.Volume;

/** Values as the network wants them; see {@link Intensity}. */
final class Normalize implements Step {
    private final Intensity intensity;

    Normalize(Intensity intensity) {
        this.intensity = intensity;
    }

    @Override
    public String name() {
        return "normalize";
    }

    @Override
    public PlannedTransform plan(PendingTransform view) {
        return PlannedTransform.ofValues(name(), measure(view.volume()), view.grid());
    }

    private Rescale measure(Volume volume) {
        Rescale clip = intensity
                .window()
                .map(window -> new Rescale(window.low(), window.high(), 0, 1))
                .orElse(Rescale.IDENTITY);
        return switch (intensity.method()) {
            case NONE -> clip;
            case FIXED -> new Rescale(clip.low(), clip.high(), intensity.centre(), intensity.divisor());
            case Z_SCORE -> zScore(ClippedStatistics.of(volume, clip), clip);
            case PERCENTILE ->
                percentile(new Percentile(volume), intensity.percentiles().orElseThrow());
        };
    }

    private static Rescale zScore(ClippedStatistics statistics, Rescale clip) {
        if (!(statistics.deviation() > 0)) {
            throw constant(statistics.mean());
        }
        return new Rescale(clip.low(), clip.high(), statistics.mean(), statistics.deviation());
    }

    private static Rescale percentile(Percentile percentile, Range percent) {
        double low = percentile.at(percent.low());
        double high = percentile.at(percent.high());
        if (!(low < high)) {
            throw constant(low);
        }
        return new Rescale(low, high, low, high - low);
    }

    private static DataException constant(double value) {
        return new DataException("the image is constant, every voxel or nearly every one is " + value
                + ", and cannot be normalised; expected a CT in HU");
    }
}
