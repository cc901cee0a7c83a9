package org.attunet.eval.inference;

import java.util.List;
import java.util.stream.Collectors;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs a network over an image of any size: overlapping windows, each shown by itself, put together as weighted means of
 * logits. An image smaller than the window is surrounded by zeros. The same as MONAI's {@code sliding_window_inference} with
 * {@code sigma_scale=0.125}.
 *
 * <p>Memory beside the image: its voxels × classes × 4 bytes, a window's slices × 4 bytes, and what the network needs.
 *
 * @param settings window, overlap, importance, batch
 */
public record SlidingWindow(InferenceSettings settings) {
    /** As below, unobserved. */
    public Volume[] run(Volume image, Predictor predictor) {
        return run(image, predictor, Progress.NONE);
    }

    /**
     * Predicts every voxel.
     *
     * @param image what the network was trained on: preprocessed
     * @param progress is told of windows
     * @return one volume of logits a class, on the image's grid
     */
    public Volume[] run(Volume image, Predictor predictor, Progress progress) {
        List<Window> windows = windows(image);
        float[] importance = settings.importance().map(settings.window());
        Mosaic mosaic = null;
        for (int from = 0; from < windows.size(); from += settings.batch()) {
            List<Window> batch = windows.subList(from, Math.min(from + settings.batch(), windows.size()));
            Logits logits = predict(image, batch, predictor);
            if (mosaic == null) {
                mosaic = new Mosaic(image.geometry(), settings.window(), importance, logits.classes());
            }
            for (int n = 0; n < batch.size(); n++) {
                mosaic.add(
                        batch.get(n),
                        logits.values(),
                        n * logits.classes() * settings.window().voxels());
            }
            progress.at(from + batch.size(), windows.size());
        }
        return mosaic.volumes();
    }

    /** Windows that an image of this size takes where none is passed over. */
    public int count(Size image) {
        return Window.cover(image, settings).size();
    }

    /** The windows to show: all but the empty ones, and one at least. */
    private List<Window> windows(Volume image) {
        List<Window> all = Window.cover(image.size(), settings);
        if (settings.emptyBelow().isEmpty()) {
            return all;
        }
        List<Window> full = all.stream()
                .filter(window -> patch(image, window)
                        .holdsAbove(image, settings.emptyBelow().get()))
                .collect(Collectors.toList());
        return full.isEmpty() ? all.subList(0, 1) : full;
    }

    private Patch patch(Volume image, Window window) {
        return new Patch(window, settings.window(), image.size());
    }

    private Logits predict(Volume image, List<Window> batch, Predictor predictor) {
        Size window = settings.window();
        float[] values = new float[batch.size() * window.voxels()];
        for (int n = 0; n < batch.size(); n++) {
            patch(image, batch.get(n)).cut(image, values, n * window.voxels());
        }
        long[] shape = {batch.size(), 1, window.x(), window.y(), window.z()};
        try (INDArray input = Nd4j.create(values, shape, 'c')) {
            return Logits.of(predictor.logits(input), shape);
        }
    }
}
