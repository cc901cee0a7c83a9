package org.attunet.experiments.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.attunet.data.volume.Size;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.eval.inference.Model;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.NetworkSize;
import org.attunet.model.SettingsException;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.CudaBackend;
import org.attunet.model.engine.OneDnnBackend;
import org.attunet.model.kernel.cuda.Gpu;
import org.attunet.model.network.MemoryEstimate;
import org.attunet.model.network.NetworkSettings;
import org.bytedeco.javacpp.Pointer;

/**
 * Refuses work that the machine's memory does not hold, before anything is begun.
 *
 * @param there bytes that the process may use
 * @param where they are, for people
 * @param bytes what of an estimate counts there
 */
public record MemoryCheck(long there, String where, ToLongFunction<MemoryEstimate> bytes) {
    private static final int KILO = 1024;

    /** Passes where the experiment's steps and windows fit where they are computed, each in its precision. */
    static void require(Experiment experiment, Backend backend) {
        of(backend.at(experiment.training().precision())).require(experiment);
    }

    /** Passes where a model's windows fit where they are computed, in its precision. */
    static void requireInference(String work, Model model, Backend backend) {
        of(backend.inferring(model.inference().precision())).requireInference(work, model.network(), model.inference());
    }

    /** A part of what {@link #of} finds, for who plans ahead. */
    public static MemoryCheck share(double share, Backend backend) {
        MemoryCheck whole = of(backend);
        return new MemoryCheck((long) (share * whole.there), whole.where, whole.bytes);
    }

    /** Whether an experiment's training steps fit, and the windows it validates with. */
    public boolean fits(Experiment experiment) {
        InferenceSettings shown = experiment.inference();
        return fits(experiment, experiment.data().patches().patch(), NetworkSize.patches(experiment))
                && bytes.applyAsLong(NetworkSize.inference(experiment.network(), shown.window(), shown.batch()))
                        <= there;
    }

    /** Of what computes. ND4J's CUDA backend keeps its arrays where it likes, and nothing is foreseen. */
    static MemoryCheck of(Backend backend) {
        if (backend instanceof CudaBackend cuda) {
            Gpu gpu = cuda.gpu();
            return new MemoryCheck(gpu.free(), "free on " + gpu.name(), estimate -> estimate.onGpu(cuda.width()));
        }
        MemoryCheck onHost = ofThisProcess();
        if (backend instanceof OneDnnBackend host) {
            int width = host.kept().bytes();
            return new MemoryCheck(onHost.there(), onHost.where(), estimate -> estimate.total(width));
        }
        return backend.device().isCuda() ? new MemoryCheck(Long.MAX_VALUE, "", MemoryEstimate::total) : onHost;
    }

    /** What this process may use: its own limits for heap and arrays, or what is free where that is less. */
    static MemoryCheck ofThisProcess() {
        long allowed = Runtime.getRuntime().maxMemory() + Pointer.maxBytes();
        Optional<Long> free = kilobytes("/proc/meminfo", "MemAvailable:");
        Optional<Long> own = kilobytes("/proc/self/status", "VmRSS:");
        return new MemoryCheck(
                free.isPresent() && own.isPresent() ? Math.min(allowed, KILO * (free.get() + own.get())) : allowed,
                "there (what is free, or UNET_HEAP and UNET_OFFHEAP together)",
                MemoryEstimate::total);
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
     * Passes where the experiment's training steps fit, and the windows it validates with.
     *
     * @throws SettingsException with the estimate, what is there, and what would fit
     */
    void require(Experiment experiment) {
        Size patch = experiment.data().patches().patch();
        int patches = NetworkSize.patches(experiment);
        long needed = bytes.applyAsLong(NetworkSize.training(experiment, patch, patches));
        require(
                "training " + experiment.name(),
                needed,
                patches + " patches of " + text(patch) + " voxels in a step",
                () -> remedy(experiment, patch, patches));
        requireInference("validating " + experiment.name(), experiment.network(), experiment.inference());
    }

    /**
     * Passes where a network's windows fit.
     *
     * @param work what they are for, as the message begins
     * @throws SettingsException with the estimate, what is there, and what would fit
     */
    void requireInference(String work, NetworkSettings network, InferenceSettings shown) {
        long needed = bytes.applyAsLong(NetworkSize.inference(network, shown.window(), shown.batch()));
        require(
                work,
                needed,
                shown.batch() + " windows of " + text(shown.window()) + " voxels at once",
                () -> smallerWindows(network, shown));
    }

    private void require(String work, long needed, String size, Supplier<String> remedy) {
        if (needed > there) {
            throw new SettingsException(work + " needs about " + MemoryEstimate.text(needed) + " for " + size + ", and "
                    + MemoryEstimate.text(there)
                    + " are " + where + ". What would fit: "
                    + remedy.get());
        }
    }

    private String smallerWindows(NetworkSettings network, InferenceSettings shown) {
        for (int fewer = shown.batch() - 1; fewer >= 1; fewer--) {
            if (bytes.applyAsLong(NetworkSize.inference(network, shown.window(), fewer)) <= there) {
                return "inference.batch=" + fewer;
            }
        }
        for (Size size = shown.window(); largest(size) > network.divisor(); ) {
            size = cut(size, network.divisor());
            if (bytes.applyAsLong(NetworkSize.inference(network, size, 1)) <= there) {
                return "inference.batch=1 and inference.window=" + Arrays.toString(size.toArray());
            }
        }
        return "smaller network.widths";
    }

    private String remedy(Experiment experiment, Size patch, int patches) {
        String smaller = smallerPatch(experiment, patch, patches);
        for (int fewer = patches - 1; fewer >= 1; fewer--) {
            if (fits(experiment, patch, fewer)) {
                int crops = Math.min(fewer, experiment.data().patches().cropsPerVolume());
                int batch = fewer / crops;
                return "training.batch=" + batch + " and data.crops-per-volume=" + crops + " ("
                        + MemoryEstimate.text(bytes.applyAsLong(NetworkSize.training(experiment, patch, batch * crops)))
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
                return "data.patch=" + Arrays.toString(size.toArray()) + " ("
                        + MemoryEstimate.text(bytes.applyAsLong(NetworkSize.training(experiment, size, patches)))
                        + ")";
            }
        }
        return "smaller network.widths";
    }

    private boolean fits(Experiment experiment, Size patch, int patches) {
        return bytes.applyAsLong(NetworkSize.training(experiment, patch, patches)) <= there;
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
