package org.attunet.experiments.cli;

import static java.util.stream.Collectors.joining;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.attunet.data.DataException;
import org.attunet.experiments.run.PredictTask;
import org.attunet.experiments.run.PredictTask.Predicted;
import org.attunet.experiments.task.TaskEnd;

/** What became of scans, which end in whatever order: of several, one that cannot be segmented does not stop the others. */
final class SegmentedScans {
    private final List<PredictTask> tasks;
    private final String organ;
    private final Consumer<String> messages;
    private final SortedMap<Integer, SegmentedScan> rows = new TreeMap<>();
    private final SortedMap<Integer, Throwable> refused = new TreeMap<>();

    /** Of tasks that segment them; {@code messages} receives why one cannot be. */
    SegmentedScans(List<PredictTask> tasks, String organ, Consumer<String> messages) {
        this.tasks = tasks;
        this.organ = organ;
        this.messages = messages;
    }

    /** Takes note of a task's end, or throws what ends all. */
    void add(TaskEnd<Predicted> end) {
        PredictTask task = tasks.get(end.index());
        Throwable failure = end.failure().orElse(null);
        if (tasks.size() > 1 && (failure instanceof DataException || failure instanceof UncheckedIOException)) {
            refused.put(end.index(), failure);
            messages.accept("unet: " + task.title() + ": " + Failures.text(failure));
        } else {
            rows.put(end.index(), SegmentedScan.of(task.title(), task.mask(), organ, end.orThrow()));
        }
    }

    /** Those that were segmented, in the order of the scans. */
    List<SegmentedScan> rows() {
        return List.copyOf(rows.values());
    }

    /**
     * Passes where all were.
     *
     * @throws DataException naming those that were not, where the data of one is to blame
     */
    void requireAll() {
        if (refused.isEmpty()) {
            return;
        }
        String message = refused.size() + " of " + tasks.size() + " scans were not segmented: "
                + refused.keySet().stream()
                        .map(place -> tasks.get(place).title())
                        .collect(joining(", "));
        boolean isDataToBlame = refused.values().stream().anyMatch(failure -> ExitCode.of(failure) != ExitCode.USAGE);
        throw isDataToBlame ? new DataException(message) : new UsageException(message);
    }
}
