package org.attunet.data.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.transform.Pipeline;
import org.attunet.data.transform.PreprocessedCase;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.transform.Sample;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The reference chain (z-score, crop, RAS, 2 mm, pad; image and label) on one scan of CT-82's size. Two threads: the one that
 * asks and one of the common pool. {@code gc.alloc.rate.norm} is all that a run allocates, so no run ever holds more than that
 * beside its inputs; {@code fromFiles} allocates the inputs too, 189 MB.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx1g", "-Djava.util.concurrent.ForkJoinPool.common.parallelism=1"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class PreprocessingBenchmark {
    private final Pipeline pipeline = Pipeline.of(PreprocessingSettings.reference());
    private final CaseReader reader = new CaseReader(DatasetSettings.NONE);
    private Sample sample;
    private Case files;

    /** Simulates the scan and writes it. */
    @Setup(Level.Trial)
    public void write() throws IOException {
        sample = SimulatedCt.make();
        Path folder = Files.createTempDirectory("preprocessing-benchmark");
        Path image = folder.resolve("image.nii.gz");
        Path label = folder.resolve("label.nii.gz");
        NiftiWriter.write(sample.image(), image);
        NiftiWriter.write(sample.label().orElseThrow(), label);
        files = new Case("simulated", image, Optional.of(label));
    }

    /** Removes the files. */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        Files.delete(files.image());
        Files.delete(files.label().orElseThrow());
        Files.delete(files.image().getParent());
    }

    /** Without reading. */
    @Benchmark
    public PreprocessedCase inMemory() {
        return pipeline.run(sample);
    }

    /** With reading both {@code .nii.gz}. */
    @Benchmark
    public PreprocessedCase fromFiles() {
        return pipeline.run(reader.read(files));
    }
}
