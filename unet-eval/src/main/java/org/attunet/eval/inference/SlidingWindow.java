package org.attunet.eval.inference;

import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;
import org.attunet.model.execution.ImageInference;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.WindowPlace;
import org.attunet.model.kernel.WindowedImage;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs a network over an image of any size: overlapping windows, each shown by itself, put together as weighted means of
 * logits. An image smaller than the window is surrounded by zeros. The same as MONAI's {@code sliding_window_inference} with
 * {@code sigma_scale=0.125}.
 *
 * <p>Memory beside the image and what the network needs: of as many slices as a window has, voxels × (classes + 1) × 4 bytes; of all
 * slices, voxels × classes × 4 bytes where logits are asked for, and voxels × 1 byte where masks are.
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
     * @param progress receives the windows done
     * @return one volume of logits per class, on the image's grid
     */
    public Volume[] run(Volume image, Predictor predictor, Progress progress) {
        try (Blend blend = blend(image, predictor, progress)) {
            return blend.logits().toArray(Volume[]::new);
        }
    }

    /**
     * The same, to be asked for what is wanted alone: windows are cut and put together where the network is, if that can take the image
     * over, and here otherwise, when something is asked for.
     */
    public Blend blend(Volume image, Predictor predictor, Progress progress) {
        List<List<WindowOrigin>> batches = batches(windows(image));
        float[] importance = settings.importance().map(settings.window());
        WindowedImage windowed = new WindowedImage(
                shape(1, image.size()),
                shape(batches.get(0).size(), settings.window()),
                importance,
                WindowAccumulator.CERTAIN,
                image::floats);
        return predictor
                .begin(windowed, Predictor.AS_THEY_ARE)
                .map(there -> shown(there, image, batches, progress))
                .orElseGet(() -> new HostBlend(
                        image.geometry(), sink -> show(image, batches, importance, predictor, progress, sink)));
    }

    private static Shape shape(int samples, Size size) {
        return new Shape(samples, 1, size.x(), size.y(), size.z());
    }

    private static Blend shown(
            ImageInference there, Volume image, List<List<WindowOrigin>> batches, Progress progress) {
        int done = 0;
        int total = count(batches);
        try {
            for (List<WindowOrigin> batch : batches) {
                there.show(batch.stream()
                        .map(at -> new WindowPlace(at.x(), at.y(), at.z()))
                        .toList());
                done += batch.size();
                progress.at(done, total);
            }
        } catch (RuntimeException e) {
            there.close();
            throw e;
        }
        return new DeviceBlend(image.geometry(), there);
    }

    private static int count(List<List<WindowOrigin>> batches) {
        return batches.stream().mapToInt(List::size).sum();
    }

    private void show(
            Volume image,
            List<List<WindowOrigin>> batches,
            float[] importance,
            Predictor predictor,
            Progress progress,
            LogitSink sink) {
        int shown = 0;
        int total = count(batches);
        WindowAccumulator accumulator = null;
        ForkJoinTask<float[]> next = cut(image, batches.get(0));
        ForkJoinTask<?> adding = ForkJoinTask.adapt(() -> {}).fork();
        for (int n = 0; n < batches.size(); n++) {
            List<WindowOrigin> batch = batches.get(n);
            float[] voxels = next.join();
            if (n + 1 < batches.size()) {
                next = cut(image, batches.get(n + 1));
            }
            Logits logits = predict(voxels, batch.size(), predictor);
            adding.join();
            if (accumulator == null) {
                accumulator =
                        new WindowAccumulator(image.geometry(), settings.window(), importance, logits.classes(), sink);
            }
            adding = add(accumulator, batch, logits);
            shown += batch.size();
            progress.at(shown, total);
        }
        adding.join();
        accumulator.finish();
    }

    private List<List<WindowOrigin>> batches(List<WindowOrigin> windows) {
        return IntStream.range(0, (windows.size() + settings.batch() - 1) / settings.batch())
                .map(n -> n * settings.batch())
                .mapToObj(from -> windows.subList(from, Math.min(from + settings.batch(), windows.size())))
                .toList();
    }

    /** Begins to cut a batch out of the image, [N, X, Y, Z], while the network looks at the one before. */
    private ForkJoinTask<float[]> cut(Volume image, List<WindowOrigin> batch) {
        int length = settings.window().voxels();
        return ForkJoinTask.adapt(() -> {
                    float[] voxels = new float[batch.size() * length];
                    for (int n = 0; n < batch.size(); n++) {
                        patch(image, batch.get(n)).cut(image, voxels, n * length);
                    }
                    return voxels;
                })
                .fork();
    }

    /** Begins to add a batch's logits, while the network looks at the next. */
    private ForkJoinTask<?> add(WindowAccumulator accumulator, List<WindowOrigin> batch, Logits logits) {
        int length = logits.classes() * settings.window().voxels();
        return ForkJoinTask.adapt(() -> {
                    for (int n = 0; n < batch.size(); n++) {
                        accumulator.add(batch.get(n), logits.values(), n * length);
                    }
                })
                .fork();
    }

    /** Windows that an image of this size takes where none is passed over. */
    public int count(Size image) {
        return WindowOrigin.cover(image, settings).size();
    }

    /** The windows to show: all but the empty ones, and one at least. */
    private List<WindowOrigin> windows(Volume image) {
        List<WindowOrigin> all = WindowOrigin.cover(image.size(), settings);
        if (settings.emptyBelow().isEmpty()) {
            return all;
        }
        List<WindowOrigin> full = all.stream()
                .filter(window -> patch(image, window)
                        .holdsAbove(image, settings.emptyBelow().get()))
                .collect(Collectors.toList());
        return full.isEmpty() ? all.subList(0, 1) : full;
    }

    private WindowTransfer patch(Volume image, WindowOrigin window) {
        return new WindowTransfer(window, settings.window(), image.size());
    }

    private Logits predict(float[] voxels, int patches, Predictor predictor) {
        Size window = settings.window();
        long[] shape = {patches, 1, window.x(), window.y(), window.z()};
        try (INDArray input = Nd4j.create(voxels, shape, 'c')) {
            return Logits.of(predictor.logits(input), shape);
        }
    }
}
