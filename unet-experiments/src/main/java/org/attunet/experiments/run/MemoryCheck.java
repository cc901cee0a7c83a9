package org.attunet.experiments.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.attunet.data.volume.Size;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.NetworkSize;
import org.attunet.experiments.experiment.Scale;
import org.attunet.model.MemoryEstimate;
import org.attunet.model.SettingsException;
import org.bytedeco.javacpp.Pointer;

/**
 * Refuses work that the machine's memory does not hold, before anything is begun.
 *
 * @param there bytes that the process may use
 */
record MemoryCheck(long there) {
    private static final int KILO = 1024;

    /** What this process may use: its own limits for heap and arrays, or what is free where that is less. */
    static MemoryCheck ofThisProcess() {
        long allowed = Runtime.getRuntime().maxMemory() + Pointer.maxBytes();
        Optional<Long> free = kilobytes("/proc/meminfo", "MemAvailable:");
        Optional<Long> own = kilobytes("/proc/self/status", "VmRSS:");
        return new MemoryCheck(
                free.isPresent() && own.isPresent() ? Math.min(allowed, KILO * (free.get() + own.get())) : allowed);
    }

    private static Optional<Long> kilobytes(String file, String key) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Passes where the experiment's training steps fit. On a GPU the arrays are elsewhere, and nothing is said.
     *
     * @throws SettingsException with the estimate, what is there, and what would fit
     */
    void require(Experiment experiment) {
        if (Scale.ofThisBuild() == Scale.FULL) {
            return;
        }
        Size patch = experiment.data().patch();
        int patches = NetworkSize.patches(experiment);
        MemoryEstimate needed = NetworkSize.training(experiment, patch, patches);
        if (needed.total() > there) {
            throw new SettingsException("training " + experiment.name() + " needs about "
                    + MemoryEstimate.text(needed.total()) + " for " + patches + " patches of " + text(patch)
                    + " voxels in a step, and " + MemoryEstimate.text(there)
                    + " are there (what is free, or UNET_HEAP and UNET_OFFHEAP together). What would fit: "
                    + remedy(experiment, patch, patches));
        }
    }

    private String remedy(Experiment experiment, Size patch, int patches) {
        String smaller = smallerPatch(experiment, patch, patches);
        for (int fewer = patches - 1; fewer >= 1; fewer--) {
            if (fits(experiment, patch, fewer)) {
                int crops = Math.min(fewer, experiment.data().cropsPerVolume());
                int batch = fewer / crops;
                return "training.batch=" + batch + " and data.crops-per-volume=" + crops + " ("
                        + MemoryEstimate.text(NetworkSize.training(experiment, patch, batch * crops)
                                .total())
                        + "), or " + smaller;
            }
        }
        return smaller;
    }

    private String smallerPatch(Experiment experiment, Size patch, int patches) {
        int divisor = experiment.network().divisor();
        for (Size size = patch; largest(size) > divisor; ) {
            size = cut(size, divisor);
            if (fits(experiment, size, patches)) {
                return "data.patch=[" + size.x() + ", " + size.y() + ", " + size.z() + "] ("
                        + MemoryEstimate.text(
                                NetworkSize.training(experiment, size, patches).total())
                        + ")";
            }
        }
        return "smaller network.widths";
    }

    private boolean fits(Experiment experiment, Size patch, int patches) {
        return NetworkSize.training(experiment, patch, patches).total() <= there;
    }

    private static int largest(Size size) {
        return Math.max(size.x(), Math.max(size.y(), size.z()));
    }

    /** The largest sides one divisor shorter. */
    private static Size cut(Size size, int divisor) {
        int largest = largest(size);
        return new Size(
                size.x() == largest ? largest - divisor : size.x(),
                size.y() == largest ? largest - divisor : size.y(),
                size.z() == largest ? largest - divisor : size.z());
    }

    private static String text(Size size) {
        return size.x() + "×" + size.y() + "×" + size.z();
    }
}
