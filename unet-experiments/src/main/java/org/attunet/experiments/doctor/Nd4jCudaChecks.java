package org.attunet.experiments.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** NVIDIA GPUs, and what ND4J's CUDA 11.6 build, profile nd4j-cuda, still needs here. */
final class Nd4jCudaChecks {
    /** What nd4j-cuda-11.6 loads and does not bring. */
    static final List<String> LIBRARIES = List.of("libcublas.so.11", "libcusolver.so.11", "libcudnn.so.8");

    private static final String ADVICE = "CUDA 11.6 and cuDNN 8 are needed; add their folders to LD_LIBRARY_PATH";

    private Nd4jCudaChecks() {}

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        List<String> gpus = gpus();
        if (gpus.isEmpty()) {
            checks.add(lack("GPU", "none that nvidia-smi knows", "an NVIDIA GPU and its driver are needed"));
        }
        gpus.forEach(gpu -> checks.add(gpu(gpu)));
        LIBRARIES.forEach(library -> checks.add(library(library, find(library))));
        return checks;
    }

    private static Check lack(String name, String value, String remedy) {
        return Check.bad(name, value, remedy + "; or build again without the profile nd4j-cuda");
    }

    /** Lines of {@code name, driver, memory, compute capability}; empty without driver. */
    private static List<String> gpus() {
        return output(
                "nvidia-smi", "--query-gpu=name,driver_version,memory.total,compute_cap", "--format=csv,noheader");
    }

    /** What a program prints; nothing where it is not there or fails. */
    private static List<String> output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0
                    ? text.lines().filter(line -> !line.isBlank()).toList()
                    : List.of();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    static Check gpu(String line) {
        String[] parts = line.split(",", -1);
        String found = String.format(
                Locale.ROOT,
                "%s, compute capability %s",
                line.substring(0, line.lastIndexOf(',')),
                parts[parts.length - 1].strip());
        double capability = Double.parseDouble(parts[parts.length - 1].strip());
        // Compiled code for 3.7 to 8.6 and no PTX to translate: it runs within a major version, never beyond.
        if (capability >= 3.7 && capability < 9) {
            return Check.good("GPU", found);
        }
        return Check.bad(
                "GPU",
                found,
                "nd4j-cuda-11.6 holds code for compute capability 3.7 to 8.6 and no PTX: it cannot run here; build again"
                        + " with the profile cuda in place of nd4j-cuda");
    }

    static Check library(String name, Optional<Path> file) {
        return file.map(path -> Check.good(name, path.toString())).orElseGet(() -> lack(name, "not found", ADVICE));
    }

    private static Optional<Path> find(String library) {
        Stream<Path> folders = Stream.concat(
                        libraryPath(), Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/local/cuda/lib64"))
                .map(folder -> Path.of(folder, library));
        return Stream.concat(folders, linkerCache(library))
                .filter(Files::exists)
                .findFirst();
    }

    private static Stream<String> libraryPath() {
        String path = System.getenv("LD_LIBRARY_PATH");
        return path == null ? Stream.empty() : Stream.of(path.split(":", -1)).filter(folder -> !folder.isEmpty());
    }

    /** Where the dynamic linker knows it: lines of {@code libcublas.so.11 (libc6,x86-64) => /opt/…/libcublas.so.11}. */
    private static Stream<Path> linkerCache(String library) {
        return output("ldconfig", "-p").stream()
                .filter(line -> line.strip().startsWith(library + " "))
                .map(line -> Path.of(line.substring(line.indexOf("=>") + 2).strip()));
    }
}
