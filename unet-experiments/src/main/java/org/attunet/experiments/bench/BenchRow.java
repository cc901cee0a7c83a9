package org.attunet.experiments.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One row of the table: work that this program and its peers are given by the same options.
 *
 * @param name of the row
 * @param arguments options of {@code bench}, without threads and steps
 * @param key of the result's part that holds the times
 * @param steps timed steps
 */
public record BenchRow(String name, List<String> arguments, String key, int steps) {
    private static final String DEMO = "8,16,32,64";
    private static final String FULL = "64,128,256,512";
    /** Voxels of an abdomen at 2 mm. */
    private static final String VOLUME = "160,160,120";

    /** All there are, quick ones first. */
    public static final List<BenchRow> ALL = Stream.of(
                    both("a", DEMO, 32, 2, 20),
                    both("b", "16,32,64,128", 48, 2, 7),
                    both("c", FULL, 32, 1, 5),
                    List.of(
                            volume("volume-demo", DEMO, 32, 4, 3),
                            volume("volume-full", FULL, 96, 1, 1),
                            step("full", FULL, 96, 1, "infer", 3),
                            step("full", FULL, 96, 2, "train", 10)))
            .flatMap(List::stream)
            .toList();

    /** Steps and inferences of the same patches, both in one process: what a GPU is measured by. */
    public static final List<BenchRow> GPU = List.of(
            pair("a", DEMO, 32, 2, 20),
            pair("b", "16,32,64,128", 48, 2, 20),
            pair("c", FULL, 32, 1, 20),
            pair("full", FULL, 96, 2, 10));

    /** The same of a network that is none: for looking at the measurement itself. */
    public static final BenchRow TINY = pair("tiny", "2,3,4", 8, 1, 2);

    private static BenchRow pair(String name, String widths, int patch, int batch, int steps) {
        return new BenchRow(name, network(widths, patch, batch), "train", steps);
    }

    private static List<BenchRow> both(String name, String widths, int patch, int batch, int steps) {
        return Stream.of("train", "infer")
                .map(work -> step(name, widths, patch, batch, work, steps))
                .toList();
    }

    private static BenchRow step(String name, String widths, int patch, int batch, String work, int steps) {
        List<String> arguments = new ArrayList<>(network(widths, patch, batch));
        arguments.addAll(List.of("--only", work));
        return new BenchRow(name + "-" + work, arguments, work, steps);
    }

    private static BenchRow volume(String name, String widths, int patch, int batch, int steps) {
        List<String> arguments = new ArrayList<>(network(widths, patch, batch));
        arguments.addAll(List.of("--volume", VOLUME));
        return new BenchRow(name, arguments, "volume", steps);
    }

    private static List<String> network(String widths, int patch, int batch) {
        return List.of("--widths", widths, "--patch", String.valueOf(patch), "--batch", String.valueOf(batch));
    }

    /** The options to type. */
    public List<String> commandLine(int threads) {
        List<String> line = new ArrayList<>(arguments);
        line.addAll(List.of("--threads", String.valueOf(threads), "--steps", String.valueOf(steps)));
        return line;
    }
}
