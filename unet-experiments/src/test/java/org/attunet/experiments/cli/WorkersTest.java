package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attunet.model.weights.Tensor;
import org.attunet.train.Checkpoint;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folds and candidates side by side, in processes of their own: what comes of them is what comes of one after the other. */
class WorkersTest {
    private static final String TINY =
            "network.widths=[2, 3, 4];network.supervision=2;data.patch=8;training.epochs=2;training.validate-every=1";

    @TempDir
    private static Path folder;

    private static String model;

    @BeforeAll
    static void makeData() {
        Run.require("phantom", "--out", path("data"), "--cases", "4", "--size", "16", "--difficulty", "easy");
        Run trained = Run.training(folder.resolve("data"), folder.resolve("p"), TINY);
        assertThat(trained.code()).as(trained.messages()).isZero();
        model = trained.results().lines().findFirst().orElseThrow();
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    private static Run over(String runs, String workers, String... command) {
        Stream<String> common = Stream.of(
                "--scale",
                "demo",
                "--data",
                path("data"),
                "--runs",
                path(runs),
                "--threads",
                "1",
                "--workers",
                workers,
                "--set",
                TINY);
        return Run.require(Stream.concat(Stream.of(command), common).toArray(String[]::new));
    }

    @Test
    void foldsSideBySideAreThoseOfOneAfterTheOther() throws IOException {
        String[] command = {"cross-validate", "--experiment", "baseline", "--folds", "2"};
        Run one = over("c1", "1", command);
        Run two = over(
                "c2",
                "2",
                Stream.concat(Stream.of(command), Stream.of("--worker-cache", path("own")))
                        .toArray(String[]::new));
        assertThat(cases("own")).hasSize(4);
        assertThat(cases("c1/.cache")).isEqualTo(cases("own"));
        assertThat(cases("c2")).isEmpty();
        assertThat(two.messages()).contains("fold 1", "fold 2", "worker 1", "worker 2", "(2 of 2 over)");
        assertThat(two.messages()).containsOnlyOnce("./unet ui --runs " + path("c2"));
        assertThat(scores(two)).isEqualTo(scores(one));
        assertThat(facts("c2")).isEqualTo(facts("c1")).hasSize(2);
    }

    @Test
    void candidatesSideBySideAreThoseOfOneAfterTheOther() throws IOException {
        Path sweep = Files.writeString(folder.resolve("two.yaml"), "experiments: [baseline, dice-ce]");
        over("s1", "1", "sweep", "--sweep", sweep.toString());
        over("s2", "2", "sweep", "--sweep", sweep.toString());
        assertThat(facts("s2")).isEqualTo(facts("s1")).hasSize(2);
        assertThat(table("s2")).isEqualTo(table("s1")).hasSize(3);
    }

    @Test
    void scansSideBySideComeOutAsOneAfterTheOtherDoes() throws IOException {
        Path scans = Files.createDirectory(folder.resolve("scans"));
        try (Stream<Path> images = Files.list(folder.resolve("data/images"))) {
            for (Path image : images.toList()) {
                Files.copy(image, scans.resolve(image.getFileName()));
            }
        }
        Files.writeString(scans.resolve("broken.nii.gz"), "no scan");
        Run one = predicted(scans, "m1", "1");
        Run two = predicted(scans, "m2", "2");
        assertThat(two.code()).isEqualTo(one.code()).isEqualTo(ExitCode.DATA);
        assertThat(two.results().replace("m2", "m1")).isEqualTo(one.results());
        assertThat(one.messages()).contains("phantom_001 (2 of 5): ", "1 of 5 scans were not segmented: broken");
        assertThat(two.messages()).contains("worker 1", "worker 2", "(5 of 5 over)");
        assertThat(findings(two)).isEqualTo(findings(one)).isNotEmpty();
        assertThat(contents("m2")).isEqualTo(contents("m1")).hasSize(4 * 8 + 1);
    }

    @Test
    void casesAreScoredSideBySideAsOneAfterTheOtherIs() throws IOException {
        Run one = scored("e1", "1");
        Run two = scored("e2", "2");
        assertThat(two.messages()).contains("worker 1", "(2 of 2 over)");
        assertThat(two.results()).isEqualTo(one.results());
        assertThat(contents("e2")).isEqualTo(contents("e1")).containsKeys("per-case.csv", "details.json");
    }

    private static Run scored(String out, String workers) {
        return Run.require(
                "evaluate",
                "--model",
                model,
                "--split",
                "train",
                "--out",
                path(out),
                "--threads",
                "1",
                "--workers",
                workers,
                "--json");
    }

    private static Run predicted(Path scans, String out, String workers) {
        return Run.of(
                "predict",
                "--model",
                model,
                "--in",
                scans.toString(),
                "--out",
                path(out),
                "--volumes",
                path(out + "/volumes.csv"),
                "--probabilities",
                "--attention",
                "--overlay",
                "--threads",
                "1",
                "--workers",
                workers,
                "--json");
    }

    /** What is said of scans, which comes in whatever order. */
    private static List<String> findings(Run run) {
        return run.messages()
                .lines()
                .filter(line -> line.startsWith("unet: "))
                .sorted()
                .toList();
    }

    private static Map<String, String> contents(String out) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve(out))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(file)) + " bytes");
            }
        }
        return contents;
    }

    private static List<String> cases(String cache) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(cache))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".case"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> scores(Run run) {
        return run.results().lines().filter(line -> !line.contains("folds-")).toList();
    }

    /** Without run and minutes. */
    private static List<String> table(String runs) throws IOException {
        return Files.readAllLines(folder.resolve(runs).resolve("two.csv")).stream()
                .map(row -> row.split(",", -1))
                .map(cells -> String.join(",", cells[0], cells[2], cells[3], cells[4]))
                .sorted()
                .toList();
    }

    /** Weights, history without its seconds, and scores of every run, by experiment or fold. */
    private static Map<String, List<Object>> facts(String runs) throws IOException {
        Map<String, List<Object>> facts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve(runs))) {
            for (Path history :
                    files.filter(file -> file.endsWith("history.csv")).toList()) {
                Path run = history.getParent();
                String name = run.getFileName().toString().startsWith("fold-")
                        ? run.getFileName().toString()
                        : run.getParent().getFileName().toString();
                facts.put(name, facts(run, history));
            }
        }
        return facts;
    }

    private static List<Object> facts(Path run, Path history) throws IOException {
        List<Object> facts = new ArrayList<>();
        Files.readAllLines(history)
                .forEach(row -> facts.add(List.of(row.split(",", -1)).subList(0, 4)));
        facts.addAll(Files.readAllLines(run.resolve("evaluation/per-case.csv")));
        for (String checkpoint : List.of("best", "last")) {
            Map<String, Tensor> weights = Checkpoint.read(run.resolve("checkpoints/" + checkpoint + ".zip"))
                    .model()
                    .weights();
            new TreeMap<>(weights).forEach((name, tensor) -> facts.add(name + Arrays.hashCode(tensor.values())));
        }
        return facts;
    }
}
