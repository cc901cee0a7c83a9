package org.attunet.model.engine;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.attunet.model.SettingsException;
import org.attunet.model.kernel.cuda.CudaLibraries;
import org.attunet.model.kernel.cuda.DeviceException;
import org.attunet.model.kernel.cuda.Gpu;
import org.slf4j.LoggerFactory;

/**
 * The device that somebody asked for.
 *
 * @param kind what it is
 * @param number of the GPU; without one, the first
 */
public record DeviceChoice(Kind kind, OptionalInt number) {
    /** A GPU where one can be used, else the CPU. */
    public static final DeviceChoice AUTO = new DeviceChoice(Kind.AUTO, OptionalInt.empty());

    private static final Pattern WORDS = Pattern.compile("(auto|cpu|cuda)|cuda:(\\d{1,4})");

    /** Kinds of devices. */
    public enum Kind {
        /** Whatever is the fastest that can be used. */
        AUTO,
        /** Processor cores, and nothing else. */
        CPU,
        /** An NVIDIA GPU, and nothing else. */
        CUDA
    }

    /**
     * As it is typed: {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:1}.
     *
     * @throws SettingsException if it is none of these
     */
    public static DeviceChoice of(String typed) {
        Matcher matcher = WORDS.matcher(typed.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new SettingsException("the device (--device) is " + typed + "; it can be auto, cpu, cuda or cuda:n");
        }
        return matcher.group(1) == null
                ? new DeviceChoice(Kind.CUDA, OptionalInt.of(Integer.parseInt(matcher.group(2))))
                : new DeviceChoice(Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), OptionalInt.empty());
    }

    /** As it is typed. */
    public String word() {
        String word = kind.name().toLowerCase(Locale.ROOT);
        return number.isPresent() ? word + ":" + number.getAsInt() : word;
    }

    /**
     * What it comes to here.
     *
     * @throws SettingsException where there is no such GPU, or this build computes on no CPU
     * @throws DeviceException where no GPU can be used, with what is missing
     */
    public Device resolve() {
        if (Device.isBuiltForNd4jCuda()) {
            return onNd4jCuda();
        }
        return switch (kind) {
            case CPU -> Device.CPU;
            case CUDA -> Device.of(among(Gpu.all()));
            case AUTO -> CudaLibraries.areBuiltIn() ? gpuOrCpu() : Device.CPU;
        };
    }

    private Device onNd4jCuda() {
        if (kind == Kind.CPU || number.isPresent()) {
            throw new SettingsException("the device (--device) is " + word()
                    + ", and this build (profile nd4j-cuda) computes on the GPU that CUDA counts first;"
                    + " build again without that profile");
        }
        return Device.ND4J_CUDA;
    }

    private static Device gpuOrCpu() {
        try {
            return Device.of(Gpu.all().get(0));
        } catch (DeviceException e) {
            // Not kept in a field: every command has a choice, and to set up logging takes as long as a short one.
            LoggerFactory.getLogger(DeviceChoice.class).info("computing on the CPU: {}", e.getMessage());
            return Device.CPU;
        }
    }

    Gpu among(List<Gpu> gpus) {
        int wanted = number.orElse(0);
        if (wanted >= gpus.size()) {
            throw new SettingsException("the device (--device) is " + word() + ", and CUDA sees "
                    + gpus.stream()
                            .map(gpu -> gpu.number() + " (" + gpu.name() + ")")
                            .collect(Collectors.joining(", "))
                    + "; CUDA_VISIBLE_DEVICES may hide others");
        }
        return gpus.get(wanted);
    }
}
