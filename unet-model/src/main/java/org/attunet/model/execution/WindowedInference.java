package org.attunet.model.execution;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.attunet.model.kernel.ImageWindows;
import org.attunet.model.kernel.TargetGrid;
import org.attunet.model.kernel.WindowPlace;

/**
 * Windows by some kernels, answers by a network on the same ones.
 *
 * @param windows of the image
 * @param classes of the network
 * @param looks how each window is mirrored, look by look
 * @param network writes its input by the first, and lets the second read its logits
 */
record WindowedInference<T>(
        ImageWindows<T> windows, int classes, List<Integer> looks, BiConsumer<Consumer<T>, Consumer<T>> network)
        implements ImageInference {
    @Override
    public void show(List<WindowPlace> places) {
        for (int n = 0; n < looks.size(); n++) {
            int look = n;
            network.accept(input -> cut(places, looks.get(look), input), logits -> take(places, look, logits));
        }
        if (looks.size() > 1) {
            windows.addLooks(places);
        }
    }

    private void cut(List<WindowPlace> places, int flips, T input) {
        for (int n = 0; n < places.size(); n++) {
            windows.cut(places.get(n), flips, n, input);
        }
    }

    private void take(List<WindowPlace> places, int look, T logits) {
        if (looks.size() > 1) {
            windows.look(logits, looks.get(look), look, looks.size());
            return;
        }
        for (int n = 0; n < places.size(); n++) {
            windows.add(logits, n, places.get(n));
        }
    }

    @Override
    public byte[] largest() {
        return windows.largest();
    }

    @Override
    public byte[] largest(TargetGrid grid) {
        return windows.largest(grid);
    }

    @Override
    public float[][] logits() {
        return windows.logits();
    }

    @Override
    public void close() {
        windows.close();
    }
}
