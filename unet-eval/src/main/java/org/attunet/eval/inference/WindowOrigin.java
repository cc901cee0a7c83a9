package org.attunet.eval.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.attunet.data.volume.Size;

/**
 * Where a window lies: the image's voxel under its first voxel. Negative where the image is smaller than the window, which
 * then sticks out by half of the difference at the front and the rest behind.
 */
record WindowOrigin(int x, int y, int z) {
    /** Every window of an image, the slices' axis outermost: what lies before a window's first slice is finished. */
    static List<WindowOrigin> cover(Size image, InferenceSettings settings) {
        int[][] starts = IntStream.range(0, 3)
                .mapToObj(axis -> starts(image.along(axis), settings.window().along(axis), settings.overlap()))
                .toArray(int[][]::new);
        List<WindowOrigin> windows = new ArrayList<>();
        for (int z : starts[2]) {
            for (int y : starts[1]) {
                for (int x : starts[0]) {
                    windows.add(new WindowOrigin(x, y, z));
                }
            }
        }
        return windows;
    }

    /** Starts along one axis; the last window is moved back to end at the border. */
    static int[] starts(int image, int window, double overlap) {
        if (image <= window) {
            return new int[] {-((window - image) / 2)};
        }
        int interval = Math.max(1, (int) (window * (1 - overlap)));
        int count = (image - window + interval - 1) / interval + 1;
        return IntStream.range(0, count)
                .map(n -> Math.min(n * interval, image - window))
                .toArray();
    }
}
