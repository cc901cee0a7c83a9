package org.attunet.train.listener;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.attunet.train.EpochRecord;
import org.attunet.train.TrainingListener;
import org.attunet.train.TrainingRun;
import org.attunet.train.TrainingState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bar over all steps with the time left; behind it a shorter one over the epoch's, its loss and the newest Dice. Each validation is
 * a line of the log.
 */
public final class ProgressListener implements TrainingListener {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressListener.class);
    private static final int WIDTH = 120;
    private static final int EPOCH_WIDTH = 10;
    private final String name;
    private final Consumer<String> reports;
    private final ProgressLine line;
    private ProgressBar bar;
    private String loss = "";
    private String dice = "";

    /** @param name of the run, at the bar's left */
    public ProgressListener(String name) {
        this(name, text -> {}, System.err);
    }

    /**
     * For one that is looked at from elsewhere: nothing is drawn here.
     *
     * @param name of the run
     * @param reports receives how far it is, in a few words
     */
    public ProgressListener(String name, Consumer<String> reports) {
        this(name, reports, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    private ProgressListener(String name, Consumer<String> reports, PrintStream drawn) {
        this.name = name;
        this.reports = reports;
        line = new ProgressLine(drawn, WIDTH);
    }

    @Override
    public void started(TrainingRun run, TrainingState state) {
        bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax((long) run.settings().epochs() * run.stepsPerEpoch())
                .startsFrom((long) state.epoch() * run.stepsPerEpoch() + state.step(), Duration.ZERO)
                .setUpdateIntervalMillis(1000)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(line)
                .build();
        state.history().stream().filter(EpochRecord::isValidated).forEach(this::keepDice);
    }

    @Override
    public void stepped(TrainingRun run, TrainingState state, double stepLoss) {
        loss = String.format(Locale.ROOT, " loss %.4f", state.lossSum() / state.step());
        bar.step();
        int done = EPOCH_WIDTH * state.step() / run.stepsPerEpoch();
        show(run, state.epoch() + 1, "[" + "=".repeat(done) + " ".repeat(EPOCH_WIDTH - done) + "]" + loss + dice);
    }

    @Override
    public void validating(TrainingRun run, TrainingState state, int done, int total) {
        show(run, state.epoch() + 1, "validated " + done + "/" + total + loss + dice);
    }

    private void show(TrainingRun run, int epoch, String what) {
        String progress = "epoch " + epoch + "/" + run.settings().epochs() + " " + what;
        reports.accept(progress);
        bar.setExtraMessage(" " + progress);
    }

    private void keepDice(EpochRecord row) {
        dice = String.format(Locale.ROOT, " Dice %.3f", row.validationDice());
    }

    @Override
    public void epochDone(TrainingRun run, TrainingState state) {
        EpochRecord row = state.history().get(state.history().size() - 1);
        if (row.isValidated()) {
            keepDice(row);
            show(run, row.epoch(), "done" + loss + dice);
            line.above(() -> log(run, state, row));
        }
    }

    private void log(TrainingRun run, TrainingState state, EpochRecord row) {
        LOG.info(String.format(
                Locale.ROOT,
                "%s epoch %d/%d: loss %.4f, validation Dice %.4f in evaluation mode%s; %.1f s training (data %.1f, "
                        + "forward %.1f, backward %.1f, update %.1f), %.1f s validation",
                name,
                row.epoch(),
                run.settings().epochs(),
                row.loss(),
                row.validationDice(),
                state.isBest() ? ", the best so far" : "",
                row.seconds(),
                row.dataSeconds(),
                row.forwardSeconds(),
                row.backwardSeconds(),
                row.updateSeconds(),
                row.validationSeconds()));
    }

    @Override
    public void ended(TrainingRun run) {
        if (bar != null) {
            bar.close();
        }
    }
}
