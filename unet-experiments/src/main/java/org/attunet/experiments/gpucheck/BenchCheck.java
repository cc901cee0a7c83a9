package org.attunet.experiments.gpucheck;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.attunet.eval.inference.Progress;
import org.attunet.experiments.bench.BenchProcess;
import org.attunet.experiments.bench.BenchRow;
import org.attunet.experiments.settings.Names;
import org.attunet.model.engine.PrecisionChoice;

/** {@code bench}, row by row and in every precision, each a process of its own, so that its memory is its own too. */
final class BenchCheck implements SectionCheck {
    private static final int THREADS = 2;

    private record Work(BenchRow row, PrecisionChoice precision) {
        String name() {
            return row.name() + ", " + Names.kebab(precision);
        }
    }

    @Override
    public List<Row> run(CheckContext context, Progress progress) {
        List<Work> works = context.workload().rows().stream()
                .flatMap(row -> context.precisions().stream().map(precision -> new Work(row, precision)))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (Work work : works) {
            rows.add(measured(context, work));
            progress.at(rows.size(), works.size());
        }
        return rows;
    }

    private static Row measured(CheckContext context, Work work) {
        List<String> command = new ArrayList<>(context.program());
        command.add("bench");
        command.addAll(context.backendOptions());
        command.addAll(List.of("--precision", Names.kebab(work.precision())));
        command.addAll(List.of("--warm-up", String.valueOf(context.workload().warmUp())));
        Path messages = context.out().resolve(work.name().replace(", ", "-") + ".log");
        return new BenchProcess(work.name(), command)
                .run(work.row().commandLine(THREADS), ProcessBuilder.Redirect.to(messages.toFile()))
                .map(result -> row(work, result))
                .orElseGet(() -> Row.failed(work.name(), lastLine(messages)));
    }

    private static Row row(Work work, JsonNode result) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("train_ms", result.at("/train/wall_median").asDouble(Double.NaN) * 1e3);
        figures.put("infer_ms", result.at("/infer/wall_median").asDouble(Double.NaN) * 1e3);
        String found = String.format(
                Locale.ROOT, "step %.1f ms, inference %.1f ms", figures.get("train_ms"), figures.get("infer_ms"));
        JsonNode memory = result.at("/train/device_mb");
        if (memory.isNumber()) {
            figures.put("train_device_mb", memory.asDouble());
            found += String.format(Locale.ROOT, ", %.0f MB on the device in training", memory.asDouble());
        }
        return Row.measured(work.name(), found, figures);
    }

    private static String lastLine(Path messages) {
        try (var lines = Files.lines(messages)) {
            Optional<String> last = lines.filter(line -> !line.isBlank()).reduce((before, line) -> line);
            return last.orElse("its process ended without a word");
        } catch (IOException e) {
            return "its process did not start";
        }
    }
}
