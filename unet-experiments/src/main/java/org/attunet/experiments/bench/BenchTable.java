package org.attunet.experiments.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.attunet.data.AtomicFile;
import org.attunet.experiments.bench.BenchProcess.Sample;

/**
 * Rows of work measured in turns: this program, each peer, this program again, so that a machine whose speed drifts is fair to all. A
 * cell is the median over the turns, a ratio that to the best peer's.
 *
 * @param ours this program
 * @param peers others that take the same options
 * @param threads of each
 * @param turns measurements of each row by each program
 */
public record BenchTable(BenchProcess ours, List<BenchProcess> peers, int threads, int turns) {
    private static final String HEAD =
            "| row | work | ms | peer's ms | ratio | peak MB | peer's MB | ratio |\n|---|---|---|---|---|---|---|---|\n";

    /** A row's measurements by program, in the order they were taken. */
    private record Measured(BenchRow row, Map<BenchProcess, List<Sample>> samples) {}

    /** Measures rows, reports each as it is done, and writes {@code bench.md} and {@code bench.csv}. */
    public void write(List<BenchRow> rows, String machine, Path folder, Consumer<String> report) {
        StringBuilder markdown = new StringBuilder(machine + "\n\n" + HEAD);
        StringBuilder csv = new StringBuilder("row,program,turn,seconds,peak_mb\n");
        for (BenchRow row : rows) {
            Measured measured = measure(row);
            markdown.append(line(measured)).append('\n');
            csv.append(records(measured));
            report.accept(line(measured));
            AtomicFile.write(folder.resolve("bench.md"), markdown.toString());
            AtomicFile.write(folder.resolve("bench.csv"), csv.toString());
        }
    }

    private Measured measure(BenchRow row) {
        Map<BenchProcess, List<Sample>> samples = new LinkedHashMap<>();
        List<BenchProcess> all = new ArrayList<>(List.of(ours));
        all.addAll(peers);
        for (int turn = 0; turn < turns; turn++) {
            for (BenchProcess one : all) {
                one.measure(row, threads)
                        .ifPresent(sample -> samples.computeIfAbsent(one, program -> new ArrayList<>())
                                .add(sample));
            }
        }
        return new Measured(row, samples);
    }

    private String line(Measured measured) {
        return "| " + measured.row().name() + " | "
                + String.join(" ", measured.row().arguments()) + " | "
                + cells(measured, sample -> sample.seconds() * 1e3) + " | " + cells(measured, Sample::megabytes) + " |";
    }

    /** Ours, the best peer's, and their ratio. */
    private String cells(Measured measured, ToDoubleFunction<Sample> figure) {
        Optional<Double> own = median(measured.samples().get(ours), figure);
        Optional<Double> best = peers.stream()
                .flatMap(peer -> median(measured.samples().get(peer), figure).stream())
                .min(Comparator.naturalOrder());
        Optional<Double> ratio = own.flatMap(value -> best.map(other -> value / other));
        return cell("%.0f", own) + " | " + cell("%.0f", best) + " | " + cell("%.2f", ratio);
    }

    private static Optional<Double> median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        if (samples == null) {
            return Optional.empty();
        }
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        return Optional.of((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
    }

    private static String cell(String format, Optional<Double> value) {
        return value.map(number -> String.format(Locale.ROOT, format, number)).orElse("–");
    }

    private static String records(Measured measured) {
        StringBuilder lines = new StringBuilder();
        measured.samples().forEach((program, samples) -> {
            for (int turn = 0; turn < samples.size(); turn++) {
                Sample sample = samples.get(turn);
                lines.append(String.format(
                        Locale.ROOT,
                        "%s,\"%s\",%d,%.6f,%.0f%n",
                        measured.row().name(),
                        program.name(),
                        turn + 1,
                        sample.seconds(),
                        sample.megabytes()));
            }
        });
        return lines.toString();
    }
}
