package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.experiments.bench.BenchProcess;
import org.attunet.experiments.bench.BenchRow;
import org.attunet.experiments.bench.BenchTable;
import org.attunet.experiments.bench.Machine;
import org.attunet.model.engine.Backend;
import picocli.CommandLine.Option;

/** Options of the whole table of speed and memory. */
final class BenchTableOptions {
    @Option(
            names = "--table",
            paramLabel = "DIR",
            description = "Measure rows instead, each in a process of its own; bench.md and bench.csv there.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "ROW",
            description = "Rows of the table, all where it is left out: a-train, a-infer, b-…, c-…, volume-demo,"
                    + " volume-full, full-infer, full-train.")
    private List<String> rows = List.of();

    @Option(
            names = "--peer",
            paramLabel = "COMMAND",
            description = "Another program that takes the same options and prints the same JSON, measured in turns; may"
                    + " be repeated.")
    private List<String> peers = List.of();

    @Option(names = "--turns", defaultValue = "3", paramLabel = "N", description = "Measurements of each row.")
    private int turns;

    boolean wanted() {
        return folder.isPresent();
    }

    /**
     * Measures and writes; prints each row when it is done.
     *
     * @param options that this command was given and each row's process needs too
     * @param computing what they compute by
     */
    void write(int threads, List<String> options, Backend computing, OutputTarget target, Console console) {
        if (turns < 1) {
            throw new UsageException("--turns is at least 1");
        }
        Path out = target.folder(folder.orElseThrow());
        List<BenchProcess> others = peers.stream().map(BenchProcess::peer).toList();
        new BenchTable(BenchProcess.ours(Unet.class, options), others, threads, turns)
                .write(chosen(), Machine.today() + ", " + computing, out, console.results()::println);
    }

    private List<BenchRow> chosen() {
        List<String> known = BenchRow.ALL.stream().map(BenchRow::name).toList();
        rows.stream().filter(row -> !known.contains(row)).findFirst().ifPresent(row -> {
            throw new UsageException("no row " + row + "; there are " + String.join(", ", known));
        });
        Stream<BenchRow> all = BenchRow.ALL.stream();
        return rows.isEmpty()
                ? all.toList()
                : all.filter(row -> rows.contains(row.name())).toList();
    }
}
