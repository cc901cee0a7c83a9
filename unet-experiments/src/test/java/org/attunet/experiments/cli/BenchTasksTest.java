package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.attunet.data.nifti.NiftiReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTasksTest {
    @TempDir
    Path folder;

    @Test
    void tasksAreDoneFromFileToFileAndTheirInputsMadeOnce() throws IOException {
        Run first = bench("--task", "long,scores");
        assertThat(first.code()).as(first.messages()).isZero();
        assertThat(first.results().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("| long: ").contains("windows ", "precision ", "reading "),
                        line -> assertThat(line).startsWith("| scores: ").contains("pairs 2", "scoring "));
        assertThat(Files.readString(folder.resolve("tasks.md")))
                .contains(first.results().strip());
        assertThat(Files.readAllLines(folder.resolve("tasks.csv")))
                .contains("task,part,seconds,peak_mb")
                .anyMatch(line -> line.startsWith("scores,scoring,"));
        Path inputs = folder.resolve("quick-inputs");
        assertThat(NiftiReader.readMask(inputs.resolve("mask.nii.gz")).size())
                .isEqualTo(
                        NiftiReader.readHeader(inputs.resolve("scan-96.nii.gz")).size());

        assertThat(bench("--task", "scores").code()).isEqualTo(ExitCode.USAGE);
        FileTime made = Files.getLastModifiedTime(inputs.resolve("labels/1.nii.gz"));
        assertThat(bench("--task", "scores", "--force").code()).isZero();
        assertThat(Files.getLastModifiedTime(inputs.resolve("labels/1.nii.gz"))).isEqualTo(made);
    }

    @Test
    void aTaskThatThereIsNotIsRefused() {
        Run run = bench("--task", "nothing");
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.messages()).contains("one of dicom, nifti, long, chain, patches, scores is expected");
    }

    private Run bench(String... more) {
        String[] command = new String[more.length + 4];
        System.arraycopy(new String[] {"bench", "--tasks", folder.toString(), "--quick"}, 0, command, 0, 4);
        System.arraycopy(more, 0, command, 4, more.length);
        return Run.of(command);
    }
}
