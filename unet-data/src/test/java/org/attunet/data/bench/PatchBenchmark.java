package org.attunet.data.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.attunet.data.cache.CacheSettings;
import org.attunet.data.cache.DiskCases;
import org.attunet.data.cache.Storage;
import org.attunet.data.dataset.Dataset;
import org.attunet.data.dataset.DatasetFolder;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.record.AugmentationSettings;
import org.attunet.data.record.EpochBatches;
import org.attunet.data.record.PatchIterator;
import org.attunet.data.record.PatchSettings;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Size;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Patches per second from a warm disk cache: 48³ in batches of two, as a training step of widths 16 to 128 takes them, cut from a
 * preprocessed scan of CT-82's size and augmented by everything there is ({@code varied})
 * and, as {@code reference}, by the random affine alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 8, time = 2)
public class PatchBenchmark {
    private static final int BATCH = 2;

    /** Threads that make the patches of a batch. */
    @Param({"1", "2"})
    public int threads;

    /** The augmentation, by its name in {@link AugmentationSettings}. */
    @Param({"reference", "varied"})
    public String augmentation;

    private Path folder;
    private PatchIterator patches;
    private EpochBatches epoch;
    private int epochs;

    /** Fills the cache. */
    @Setup(Level.Trial)
    public void prepare() throws IOException {
        folder = Files.createTempDirectory("patch-benchmark");
        Sample sample = SimulatedCt.make();
        NiftiWriter.write(sample.image(), folder.resolve("data/images/scan.nii"));
        NiftiWriter.write(sample.label().orElseThrow(), folder.resolve("data/labels/scan.nii"));
        Dataset dataset = DatasetFolder.open(folder.resolve("data"));
        CacheSettings cache = new CacheSettings(folder.resolve("cache"), Storage.FLOAT32, Long.MAX_VALUE);
        DiskCases cases = new DiskCases(dataset.settings(), PreprocessingSettings.reference(), cache);
        PatchSettings settings = new PatchSettings(Size.cube(48), BATCH, 0.5, augmentation());
        patches = new PatchIterator(dataset.cases(), cases, settings, 1, 1, 0).withThreads(threads);
        epoch = patches.epoch(0);
        epoch.next();
    }

    private AugmentationSettings augmentation() {
        return augmentation.equals("varied") ? AugmentationSettings.varied() : AugmentationSettings.reference();
    }

    /** Removes data and cache. */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        epoch.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** One batch. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public MultiDataSet batch() {
        if (!epoch.hasNext()) {
            epoch.close();
            epoch = patches.epoch(++epochs);
        }
        return epoch.next();
    }
}
