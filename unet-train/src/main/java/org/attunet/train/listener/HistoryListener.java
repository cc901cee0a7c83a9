package org.attunet.train.listener;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.attunet.data.AtomicFile;
import org.attunet.train.EpochRecord;
import org.attunet.train.RunFolder;
import org.attunet.train.TrainingListener;
import org.attunet.train.TrainingRun;
import org.attunet.train.TrainingState;

/** Writes {@code history.csv} and {@code loss.png} again after every epoch. */
public final class HistoryListener implements TrainingListener {
    private static final String COLUMNS =
            "epoch,loss,validation_dice,learning_rate,seconds,data_seconds,validation_seconds,"
                    + "forward_seconds,backward_seconds,update_seconds\n";
    private final RunFolder folder;

    /** Writes into the run's folder. */
    public HistoryListener(RunFolder folder) {
        this.folder = folder;
    }

    /** A process that was killed between its last checkpoint and here left a row untold, and going back leaves some too many. */
    @Override
    public void started(TrainingRun run, TrainingState state) {
        if (!state.history().isEmpty()) {
            write(state);
        }
    }

    @Override
    public void epochDone(TrainingRun run, TrainingState state) {
        write(state);
    }

    private void write(TrainingState state) {
        folder.requireThere();
        AtomicFile.write(folder.history(), csv(state.history()));
        LossPlot.write(folder.name(), state.history(), folder.lossPlot());
    }

    private static String csv(List<EpochRecord> history) {
        return COLUMNS + history.stream().map(HistoryListener::row).collect(Collectors.joining());
    }

    private static String row(EpochRecord row) {
        String dice = row.isValidated() ? String.format(Locale.ROOT, "%.6f", row.validationDice()) : "";
        return String.format(
                Locale.ROOT,
                "%d,%.8f,%s,%.6e,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f%n",
                row.epoch(),
                row.loss(),
                dice,
                row.learningRate(),
                row.seconds(),
                row.dataSeconds(),
                row.validationSeconds(),
                row.forwardSeconds(),
                row.backwardSeconds(),
                row.updateSeconds());
    }
}
