package org.attunet.data.transform;

import org.attunet.data.volume.Volume;

/** Cubic interpolation of a whole image. */
final class CubicResampling {
    private CubicResampling() {}

    /** The image on the map's target grid, within its own range; its floats are used up. */
    static Volume run(Volume image, GridMap map) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : image.floats()) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new SplineSampler(SplineCoefficients.inPlaceOf(image), map, low, high).run();
    }
}
