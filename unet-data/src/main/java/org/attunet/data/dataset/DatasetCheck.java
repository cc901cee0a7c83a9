package org.attunet.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.nifti.NiftiReader;

/** Integrity of a dataset: every problem of every case in one run, cases side by side, findings in the cases' order. */
public final class DatasetCheck {
    /** Bytes a case may need per voxel: image, label and classes, with their copies. */
    private static final long BYTES_A_VOXEL = 16;

    /** Hears of every finished case, one at a time. */
    public interface Progress {
        /** Hears nothing. */
        Progress NONE = (finished, cases) -> {};

        /** {@code finished} of {@code cases} are checked. */
        void done(int finished, int cases);
    }

    private final CheckSettings settings;
    private final Progress progress;
    private final CheckPictures pictures;

    private DatasetCheck(CheckSettings settings, Progress progress) {
        this.settings = settings;
        pictures = new CheckPictures(settings.pictures());
        this.progress = progress;
    }

    /** Checks a dataset folder with its {@code dataset.yaml}, divided as training divides it; too few cases count as training. */
    public static CheckReport run(Path folder, CheckSettings settings, Progress progress) {
        DatasetFolder.Listing listing = DatasetFolder.list(folder);
        List<Finding> set = new ArrayList<>();
        listing.problems().forEach(problem -> set.add(Finding.of(BadInput.S1, Severity.ERROR, problem)));
        if (listing.dataset().cases().stream().allMatch(source -> source.label().isEmpty()) && set.isEmpty()) {
            set.add(Finding.of(BadInput.S1, Severity.WARNING, "no case has a label: fit for prediction only"));
        }
        listing.unmet()
                .forEach(name -> set.add(Finding.of(
                        BadInput.S1,
                        Severity.WARNING,
                        "dataset.yaml leaves out " + name + ", which no file of the dataset is called")));
        Dataset dataset = listing.dataset();
        List<Split> splits = splits(dataset, set);
        return new DatasetCheck(settings, progress).report(dataset.cases(), dataset.settings(), splits, set);
    }

    /** Checks the cases of one split of a dataset that could be opened. */
    public static CheckReport run(Dataset dataset, Split split, CheckSettings settings, Progress progress) {
        List<Case> cases = dataset.cases().stream()
                .filter(source -> split.holds(source.id()))
                .toList();
        return new DatasetCheck(settings, progress)
                .report(cases, dataset.settings(), List.of(split), new ArrayList<>());
    }

    private static List<Split> splits(Dataset dataset, List<Finding> findings) {
        if (!SplitFile.isIn(dataset.folder()) && dataset.cases().size() < SplitProtocol.FEWEST) {
            return List.of();
        }
        try {
            return SplitFile.of(dataset);
        } catch (DataException e) {
            findings.add(Finding.of(BadInput.S3, Severity.ERROR, e.getMessage()));
            return List.of();
        }
    }

    private CheckReport report(List<Case> cases, DatasetSettings dataset, List<Split> splits, List<Finding> set) {
        SetCheck whole = new SetCheck(results(cases, dataset), dataset.labels(), splits, settings);
        List<Finding> findings = new ArrayList<>();
        whole.cases().forEach(result -> findings.addAll(result.findings()));
        findings.addAll(set);
        findings.addAll(whole.set());
        return new CheckReport(cases.size(), findings, pictures.lost());
    }

    private List<CaseResult> results(List<Case> cases, DatasetSettings dataset) {
        AtomicInteger finished = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads(cases));
        try {
            List<Future<CaseResult>> running = new ArrayList<>();
            for (Case source : cases) {
                running.add(pool.submit(() -> {
                    CaseResult result = cases.size() == 1
                            ? CaseCheck.alone(source, dataset, settings, pictures)
                            : CaseCheck.run(source, dataset, settings, pictures);
                    synchronized (finished) {
                        progress.done(finished.incrementAndGet(), cases.size());
                    }
                    return result;
                }));
            }
            List<CaseResult> results = new ArrayList<>();
            for (Future<CaseResult> result : running) {
                results.add(finished(result));
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private static CaseResult finished(Future<CaseResult> result) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the check was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            if (e.getCause() instanceof Error fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** As many cases at a time as there are processors and memory for the largest. */
    private static int threads(List<Case> cases) {
        long largest = cases.stream().mapToLong(DatasetCheck::voxels).max().orElse(1);
        long fit = Runtime.getRuntime().maxMemory() / (largest * BYTES_A_VOXEL);
        return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), fit));
    }

    /** At least 1; a file that cannot be read needs no memory, and its own check reports what is wrong. */
    private static long voxels(Case source) {
        try {
            return NiftiReader.readHeader(source.image()).size().voxels();
        } catch (DataException e) {
            return 1;
        }
    }
}
