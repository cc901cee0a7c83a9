package org.attunet.train.listener;

import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.attunet.train.EpochRecord;
import org.attunet.train.TrainingListener;
import org.attunet.train.TrainingRun;
import org.attunet.train.TrainingState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bar over all steps with the time left, epoch, loss and the newest Dice behind it; each validation is a line of the log. */
public final class ProgressListener implements TrainingListener {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressListener.class);
    private static final int WIDTH = 110;
    private final String name;
    private ProgressBar bar;
    private String dice = "";

    /** @param name of the run, at the bar's left */
    public ProgressListener(String name) {
        this.name = name;
    }

    @Override
    public void started(TrainingRun run, TrainingState state) {
        bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax((long) run.settings().epochs() * run.stepsPerEpoch())
                .startsFrom((long) state.epoch() * run.stepsPerEpoch() + state.step(), Duration.ZERO)
                .setUpdateIntervalMillis(1000)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .build();
    }

    @Override
    public void stepped(TrainingRun run, TrainingState state, double loss) {
        bar.step();
        bar.setExtraMessage(String.format(
                Locale.ROOT,
                " epoch %d/%d loss %.4f%s",
                state.epoch() + 1,
                run.settings().epochs(),
                state.lossSum() / state.step(),
                dice));
    }

    @Override
    public void validating(TrainingRun run, int done, int total) {
        bar.setExtraMessage(" validating case " + done + "/" + total);
    }

    @Override
    public void epochDone(TrainingRun run, TrainingState state) {
        EpochRecord row = state.history().get(state.history().size() - 1);
        if (row.isValidated()) {
            dice = String.format(Locale.ROOT, " Dice %.3f", row.validationDice());
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
    }

    @Override
    public void ended(TrainingRun run) {
        bar.close();
    }
}
