package org.attunet.experiments.gpucheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attunet.eval.inference.Progress;
import org.attunet.model.engine.Backend;
import org.attunet.model.kernel.KernelSet;
import org.attunet.model.weights.Agreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

class SectionsTest {
    @TempDir
    private Path folder;

    /** As a driver that broke down. */
    private record Broken() implements Backend {
        @Override
        public DataType type() {
            return DataType.FLOAT;
        }

        @Override
        public KernelSet<?> kernels() {
            throw new IllegalStateException("the GPU is gone");
        }
    }

    @Test
    void whatASectionThrowsIsItsFailureAndItsFilesGo() {
        SectionReport report =
                new SectionRun(Section.CONTRACT, new Broken(), List.of(), 1, List.of()).in(folder, Progress.NONE);
        assertThat(report.hasFailed()).isTrue();
        assertThat(report.rows().get(0).found()).isEqualTo("IllegalStateException: the GPU is gone");
        assertThat(report.trace()).contains("SectionsTest");
        assertThat(folder.resolve("work")).doesNotExist();
    }

    @Test
    void aProcessThatLeavesNoResultIsAFailure() {
        SectionReport report = new SectionProcess(Section.BENCH, List.of("false"), 60).in(folder.resolve("new"));
        assertThat(report.hasFailed()).isTrue();
        assertThat(report.rows().get(0).found()).isEqualTo("its process ended with exit code 1 and left no result");
        SectionReport none = new SectionProcess(Section.BENCH, List.of("there-is-no-such-program"), 60).in(folder);
        assertThat(none.rows().get(0).found()).startsWith("its process did not start: ");
    }

    @Test
    void aProcessThatDoesNotEndIsGivenUp() {
        SectionReport report = new SectionProcess(Section.BENCH, List.of("sh", "-c", "sleep 600", "sh"), 1).in(folder);
        assertThat(report.rows().get(0).found()).isEqualTo("given up after 1 s");
    }

    /** Of an earlier check into the same folder. */
    @Test
    void anEarlierResultIsNotTakenForThisOne() throws Exception {
        Files.writeString(CheckReport.in(folder), "{}");
        SectionReport report = new SectionProcess(Section.BENCH, List.of("false"), 60).in(folder);
        assertThat(report.rows().get(0).found()).contains("left no result");
    }

    @Test
    void halfPrecisionMayBeOffBySoMuchAndNoMore() {
        assertThat(GoldensCheck.agreeing("n", new Agreement(0.02, 1e-3)).hasFailed())
                .isFalse();
        assertThat(GoldensCheck.agreeing("n", new Agreement(0.2, 1e-3)).hasFailed())
                .isTrue();
        assertThat(GoldensCheck.agreeing("n", new Agreement(0.02, 0.3)).hasFailed())
                .isTrue();
        Row nothing = GoldensCheck.agreeing("n", new Agreement(Double.NaN, 0));
        assertThat(nothing.hasFailed()).isTrue();
        assertThat(nothing.figures()).doesNotContainKey("output");
    }

    @Test
    void numbersDifferWhereTheirBitsDo() {
        assertThat(ResumeCheck.differing(new float[] {1, 0f, Float.NaN}, new float[] {1, -0f, Float.NaN}))
                .isEqualTo(1);
        assertThat(ResumeCheck.differing(new float[] {1}, new float[] {1, 2})).isEqualTo(1);
    }
}
