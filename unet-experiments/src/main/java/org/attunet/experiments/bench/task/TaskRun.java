package org.attunet.experiments.bench.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.attunet.data.cache.CacheSettings;
import org.attunet.data.cache.DiskCases;
import org.attunet.data.cache.PreparedCases;
import org.attunet.data.cache.Storage;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.dicom.DicomOptions;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.record.AugmentationSettings;
import org.attunet.data.record.EpochBatches;
import org.attunet.data.record.PatchIterator;
import org.attunet.data.record.PatchSettings;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.eval.inference.ModelFile;
import org.attunet.eval.inference.Postprocessing;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.metric.MaskPair;
import org.attunet.eval.metric.Scorer;
import org.attunet.experiments.run.MaskFormat;
import org.attunet.experiments.run.PredictionFiles;
import org.attunet.experiments.run.PredictionJob;
import org.attunet.experiments.run.PreparedScan;
import org.attunet.experiments.run.Scan;
import org.attunet.experiments.run.ScanImage;
import org.attunet.model.engine.Backend;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Does one task, whose inputs are there, in a process that does nothing else.
 *
 * @param inputs of all tasks
 * @param threads that make patches
 * @param backend what computes
 * @param progress how far it is
 */
public record TaskRun(TaskInputs inputs, int threads, Backend backend, Progress progress) {
    /** A GPU's steps a second, of two patches each, that patches should keep up with, and processors that are given to it. */
    private static final int STEPS = 50;

    private static final int BATCH = 2;
    private static final int PROCESSORS = 16;

    /**
     * What it came to.
     *
     * @param seconds since Java was started, by part
     * @param figures what else is to be said, by name
     */
    public record Result(Map<String, Double> seconds, Map<String, Object> figures) {
        /** Keeps its own copies. */
        public Result {
            seconds = Map.copyOf(seconds);
            figures = Map.copyOf(figures);
        }
    }

    /** Does it. */
    public Result run(Task task) {
        TaskClock clock = new TaskClock();
        Map<String, Object> figures = new LinkedHashMap<>();
        switch (task) {
            case DICOM -> predict(inputs.seriesFolder(), MaskFormat.DICOM_SEG, clock, figures);
            case NIFTI -> predict(inputs.scan(inputs.size().slices()), MaskFormat.NIFTI, clock, figures);
            case LONG -> predict(inputs.scan(inputs.size().longSlices()), MaskFormat.NIFTI, clock, figures);
            case CHAIN -> prepare(clock, figures);
            case PATCHES -> patches(clock, figures);
            case SCORES -> score(clock, figures);
            default -> throw new IllegalArgumentException(task.toString());
        }
        return new Result(clock.seconds(), figures);
    }

    private void predict(Path in, MaskFormat format, TaskClock clock, Map<String, Object> figures) {
        PredictionJob job = clock.time("network", () -> job(clock));
        PreparedScan scan = prepared(job, in, format, clock);
        int[] windows = new int[1];
        clock.time(
                "writing",
                () -> job.predict(scan, (done, total) -> {
                    windows[0] = total;
                    progress.at(done, total);
                }));
        figures.put("windows", windows[0]);
        figures.put(
                "precision",
                backend.inferring(job.models().get(0).inference().precision()).numbers());
    }

    private PreparedScan prepared(PredictionJob job, Path in, MaskFormat format, TaskClock clock) {
        ScanImage scan = clock.time("reading", () -> {
            ScanImage image = Scan.in(in, DicomOptions.STRICT, Optional.empty())
                    .get(0)
                    .load()
                    .get();
            image.findings();
            return image;
        });
        return job.prepare(scan, PredictionFiles.in(inputs.folder(), "mask", format));
    }

    private PredictionJob job(TaskClock clock) {
        PredictionJob plain = PredictionJob.of(
                List.of(ModelFile.read(inputs.model())), Set.of(), Postprocessing.NONE, Set.of(), Set.of(), backend);
        return new PredictionJob(
                plain.models(),
                new ClockedSegmenter(plain.segmenter(), clock),
                plain.postprocessing(),
                plain.extras(),
                plain.accepted(),
                plain.findings(),
                plain.backend());
    }

    private PreparedCases cached() {
        return new DiskCases(
                DatasetSettings.NONE,
                inputs.preprocessing(),
                new CacheSettings(inputs.cache(), Storage.INT16, Long.MAX_VALUE));
    }

    private void prepare(TaskClock clock, Map<String, Object> figures) {
        clear(inputs.cache());
        clock.time("preparing", () -> through(inputs.cases()));
        clock.time("again", () -> through(inputs.cases()));
        figures.put("scans", inputs.size().cases());
    }

    private int through(List<Case> cases) {
        try (PreparedCases prepared = cached()) {
            for (int n = 0; n < cases.size(); n++) {
                prepared.get(cases.get(n));
                progress.at(n + 1, cases.size());
            }
        }
        return cases.size();
    }

    private static void clear(Path cache) {
        if (!Files.exists(cache)) {
            return;
        }
        try (Stream<Path> files = Files.list(cache)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void patches(TaskClock clock, Map<String, Object> figures) {
        clock.time("cache", () -> through(inputs.cases()));
        try (PreparedCases cases = cached()) {
            Map.of("reference", AugmentationSettings.reference(), "varied", AugmentationSettings.varied())
                    .forEach((name, augmentation) -> {
                        double rate = clock.time(name, () -> rate(cases, augmentation));
                        figures.put(name + " patches/s", number(rate));
                        figures.put(
                                name + " GPUs on " + PROCESSORS + " cores",
                                number(rate / threads * PROCESSORS / (STEPS * BATCH)));
                    });
        }
        figures.put("threads", threads);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** Patches a second, after as many seconds in which Java compiles what makes them. */
    private double rate(PreparedCases cases, AugmentationSettings augmentation) {
        PatchSettings settings = new PatchSettings(Size.cube(inputs.size().window()), 4, 0.5, augmentation);
        PatchIterator patches = new PatchIterator(inputs.cases(), cases, settings, 1, 1, 0).withThreads(threads);
        made(patches);
        long began = System.nanoTime();
        long made = made(patches);
        return made / ((System.nanoTime() - began) / 1e9);
    }

    private long made(PatchIterator patches) {
        long made = 0;
        long until = System.nanoTime() + (long) (inputs.size().seconds() * 1e9);
        for (int epoch = 0; System.nanoTime() < until; epoch++) {
            try (EpochBatches batches = patches.epoch(epoch)) {
                while (batches.hasNext() && System.nanoTime() < until) {
                    MultiDataSet batch = batches.next();
                    made += batch.getFeatures(0).size(0);
                }
            }
        }
        return made;
    }

    private void score(TaskClock clock, Map<String, Object> figures) {
        List<Case> pairs = inputs.pairs();
        Scorer scorer = new Scorer(1);
        for (int n = 0; n < pairs.size(); n++) {
            Case pair = pairs.get(n);
            Mask prediction = clock.time("reading", () -> NiftiReader.readMask(pair.image()));
            Mask label = clock.time(
                    "reading", () -> NiftiReader.readMask(pair.label().orElseThrow()));
            clock.time("scoring", () -> scorer.score(pair.id(), new MaskPair(prediction, label)));
            progress.at(n + 1, pairs.size());
        }
        figures.put("pairs", pairs.size());
    }
}
