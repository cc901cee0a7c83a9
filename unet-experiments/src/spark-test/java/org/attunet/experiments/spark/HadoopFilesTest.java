package org.attunet.experiments.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attunet.experiments.cli.UnetProcess;
import org.attunet.experiments.place.Place;
import org.attunet.experiments.place.RemoteFiles;
import org.attunet.experiments.settings.ConfigurationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places that Hadoop reaches, by URIs of this machine's files. */
@Tag("spark")
class HadoopFilesTest {
    private static final String TINY =
            "network.widths=[2, 3, 4];network.supervision=2;data.patch=8;training.epochs=1;training.validate-every=1";

    @TempDir
    private Path folder;

    private Place place(String name) {
        return new Place(folder.resolve(name).toUri().toString());
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void filesAreCopiedThereAndBackWithNothingBesideThem() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "content");
        RemoteFiles files = RemoteFiles.of(place("there"));
        files.deliver(file, place("there/one/b"));
        files.deliver(file, place("there/one/b"));
        assertThat(files.exists(place("there/one/b"))).isTrue();
        assertThat(files.list(place("there"))).singleElement().satisfies(entry -> {
            assertThat(entry.place().name()).isEqualTo("one");
            assertThat(entry.isFolder()).isTrue();
        });
        files.fetch(place("there"), folder.resolve("back"));
        assertThat(folder.resolve("back/one")).isDirectoryContaining("glob:**/b");
        try (Stream<Path> all = Files.list(folder.resolve("back/one"))) {
            assertThat(all).hasSize(1);
        }
        assertThat(folder.resolve("back/one/b")).hasContent("content");
    }

    @Test
    void whatIsNotThereIsNamedAndSoIsAFileSystemThatNobodyKnows() {
        RemoteFiles files = new HadoopFiles();
        assertThatThrownBy(() -> files.list(place("nothing")))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("nothing");
        assertThatThrownBy(() -> files.exists(new Place("unheard://host/scans")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("nothing here knows the file system of unheard://host/scans");
    }

    @Test
    void scansAndMasksByUriAreThoseOfFolders() throws Exception {
        unet("phantom", "--out", path("data"), "--cases", "4", "--size", "16", "--difficulty", "easy");
        unet(
                "train",
                "--experiment",
                "baseline",
                "--scale",
                "demo",
                "--data",
                path("data"),
                "--runs",
                path("runs"),
                "--set",
                TINY);
        Path run;
        try (Stream<Path> runs = Files.list(folder.resolve("runs/baseline"))) {
            run = runs.findFirst().orElseThrow();
        }
        predict(run, path("data/images"), path("masks"));
        predict(run, place("data/images").text(), place("away/masks").text());
        predict(run, place("data/images").text(), place("cluster").text(), "--on", "local[2]");
        assertThat(contents("away/masks")).isEqualTo(contents("masks")).hasSize(8);
        assertThat(contents("cluster")).isEqualTo(contents("masks"));
        assertThat(UnetProcess.of(Stream.of(
                                "predict",
                                "--model",
                                run.toString(),
                                "--in",
                                path("data/images"),
                                "--out",
                                place("cluster").text()))
                        .redirectOutput(folder.resolve("refused").toFile())
                        .start()
                        .waitFor())
                .isEqualTo(2);
        assertThat(folder.resolve("refused")).content().contains("phantom_001.nii.gz exists already");

        evaluate(run, path("scores"));
        evaluate(run, place("away/scores").text());
        evaluate(run, path("together"), "--on", "local[2]", "--threads", "1");
        for (String file : List.of("summary.json", "per-case.csv")) {
            Path here = folder.resolve("scores").resolve(file);
            assertThat(folder.resolve("away/scores").resolve(file)).hasSameBinaryContentAs(here);
            assertThat(folder.resolve("together").resolve(file)).hasSameBinaryContentAs(here);
        }
        assertThat(all("away/scores")).isEqualTo(all("scores"));
    }

    private void predict(Path run, String in, String out, String... more) throws Exception {
        Stream<String> command = Stream.of(
                "predict", "--model", run.toString(), "--in", in, "--out", out, "--overlay", "--threads", "1");
        unet(Stream.concat(command, Stream.of(more)).toArray(String[]::new));
    }

    private void evaluate(Path run, String out, String... more) throws Exception {
        Stream<String> command = Stream.of(
                "evaluate", "--model", run.toString(), "--data", path("data"), "--split", "test", "--out", out);
        unet(Stream.concat(command, Stream.of(more)).toArray(String[]::new));
    }

    private List<String> all(String name) throws IOException {
        Path top = folder.resolve(name);
        try (Stream<Path> files = Files.walk(top)) {
            return files.map(file -> top.relativize(file).toString()).sorted().toList();
        }
    }

    private void unet(String... words) throws Exception {
        new Command(List.of(words), folder.resolve("log")).require();
    }

    private Map<String, Integer> contents(String out) throws IOException {
        Map<String, Integer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve(out))) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
