package org.attunet.experiments.gpucheck;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.attunet.data.AtomicFile;
import org.attunet.data.Json;
import org.attunet.experiments.CodeVersion;
import org.attunet.experiments.bench.Machine;
import org.attunet.model.engine.Device;
import org.attunet.model.kernel.cuda.Gpu;

/**
 * What came of a whole check.
 *
 * @param code which build of this program
 * @param device what computed
 * @param versions of driver, CUDA and cuDNN; empty on a CPU
 * @param machine around it, and the day
 * @param reduced whether so little was done that it says nothing of speed or score
 * @param sections those that were looked at
 */
public record CheckReport(
        String code, String device, String versions, String machine, boolean reduced, List<SectionReport> sections) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** Keeps its own copy. */
    public CheckReport {
        sections = List.copyOf(sections);
    }

    /** Of sections looked at on this machine. */
    public static CheckReport of(Device device, List<SectionReport> sections) {
        return new CheckReport(
                CodeVersion.exact(),
                device.gpu().map(Gpu::text).orElse(device.name()),
                device.gpu().map(gpu -> Gpu.versions()).orElse(""),
                Machine.today(),
                Workload.on(device).isReduced(),
                sections);
    }

    /** Where a folder has it. */
    static Path in(Path folder) {
        return folder.resolve("gpu-check.json");
    }

    static CheckReport read(Path file) {
        try {
            return JSON.readValue(file.toFile(), CheckReport.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes {@code gpu-check.json} and {@code gpu-check.md}. */
    public void write(Path folder) {
        AtomicFile.write(in(folder), Json.of(this) + "\n");
        AtomicFile.write(folder.resolve("gpu-check.md"), CheckTable.of(this));
    }

    /** Whether anything is not as it should be. */
    public boolean hasFailed() {
        return sections.stream().anyMatch(SectionReport::hasFailed);
    }
}
