package org.attunet.experiments.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** NVIDIA GPUs, and whether ND4J's CUDA 11.6 build can use them. */
final class GpuChecks {
    /** What nd4j-cuda-11.6 loads and does not bring. */
    private static final List<String> LIBRARIES = List.of("libcublas.so.11", "libcusolver.so.11", "libcudnn.so.8");

    private GpuChecks() {}

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        List<String> gpus = gpus();
        if (gpus.isEmpty()) {
            checks.add(Check.good("GPU", "none that nvidia-smi knows; the CPU is used"));
            return checks;
        }
        gpus.forEach(gpu -> checks.add(gpu(gpu)));
        LIBRARIES.forEach(library -> checks.add(library(library)));
        return checks;
    }

    /** Lines of {@code name, compute capability}; empty without driver. */
    private static List<String> gpus() {
        try {
            Process process = new ProcessBuilder("nvidia-smi", "--query-gpu=name,compute_cap", "--format=csv,noheader")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0
                    ? text.lines().filter(l -> !l.isBlank()).toList()
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
        double capability = Double.parseDouble(parts[parts.length - 1].trim());
        // Compiled code for 3.7 to 8.6 and none to translate: it runs within a major version, never beyond.
        return capability >= 3.7 && capability < 9
                ? Check.good("GPU", line)
                : Check.bad(
                        "GPU",
                        line,
                        "nd4j-cuda-11.6 holds code for compute capability 3.7 to 8.9 only: use the CPU backend here");
    }

    private static Check library(String name) {
        return Stream.concat(libraryFolders(), Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/local/cuda/lib64"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::exists)
                .findFirst()
                .map(file -> Check.good(name, file.toString()))
                .orElseGet(() -> Check.warning(
                        name,
                        "not found",
                        "profile cuda needs CUDA 11.6 and cuDNN 8; add their folder to LD_LIBRARY_PATH"));
    }

    private static Stream<String> libraryFolders() {
        String path = System.getenv("LD_LIBRARY_PATH");
        return path == null ? Stream.empty() : Stream.of(path.split(":", -1)).filter(folder -> !folder.isEmpty());
    }
}
