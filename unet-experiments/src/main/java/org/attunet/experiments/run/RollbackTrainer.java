package org.attunet.experiments.run;

import java.util.List;
import java.util.Optional;
import org.attunet.experiments.task.Interruption;
import org.attunet.train.Checkpoint;
import org.attunet.train.DivergedException;
import org.attunet.train.RunFolder;
import org.attunet.train.SavedCheckpoints;
import org.attunet.train.Trainer;
import org.attunet.train.TrainingListener;
import org.attunet.train.TrainingPlan;
import org.attunet.train.TrainingState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a run from where it stands; where it diverges, resumes from its last good checkpoint at half the rate, as often as its
 * settings allow. A run killed after that does the same again when it is resumed: divergence follows from the checkpoint, too.
 */
final class RollbackTrainer {
    private static final Logger LOG = LoggerFactory.getLogger(RollbackTrainer.class);

    private final TrainingPlan plan;
    private final RunFolder folder;
    private final SavedCheckpoints saved;
    private final Interruption interruption;
    private final EpochLimit limit;
    private final List<TrainingListener> listeners;
    private int failedRollbacks;

    /** @param listeners of every attempt; the limit is one of them */
    RollbackTrainer(
            TrainingPlan plan,
            RunFolder folder,
            Interruption interruption,
            EpochLimit limit,
            List<TrainingListener> listeners) {
        this.plan = plan;
        this.folder = folder;
        this.saved = new SavedCheckpoints(folder);
        this.interruption = interruption;
        this.limit = limit;
        this.listeners = listeners;
    }

    /**
     * Trains to the end.
     *
     * @throws DivergedException where there is no checkpoint to go back to, or no further rollback is allowed
     */
    TrainingState run() {
        Optional<Checkpoint> start = saved.newest();
        start.map(Checkpoint::state)
                .ifPresent(state ->
                        LOG.info("{} goes on in epoch {} after step {}", plan.name(), state.epoch() + 1, state.step()));
        while (true) {
            try {
                return attempt(start);
            } catch (DivergedException e) {
                start = Optional.of(rollbackTarget(e, start));
            }
        }
    }

    private TrainingState attempt(Optional<Checkpoint> start) {
        int rollbacks = start.map(checkpoint -> checkpoint.state().rollbacks()).orElse(0);
        Trainer trainer = new Trainer(plan.slowed(rollbacks), listeners);
        limit.stops(trainer);
        start.ifPresentOrElse(trainer::resume, () -> InitialModel.begin(trainer, plan.settings(), folder));
        interruption.began(trainer::stop);
        return trainer.run();
    }

    private Checkpoint rollbackTarget(DivergedException divergence, Optional<Checkpoint> start) {
        int begun = start.map(checkpoint -> checkpoint.state().epoch()).orElse(0);
        boolean cameFurther = limit.state().epoch() > begun;
        failedRollbacks = cameFurther ? 0 : failedRollbacks;
        int number = limit.state().rollbacks() + 1;
        Optional<Checkpoint> good = number > plan.settings().guard().rollbacks()
                ? Optional.empty()
                : saved.before(divergence.divergence(), failedRollbacks++);
        Checkpoint back = good.orElseThrow(() -> divergence).afterRollback(number);
        LOG.warn(
                "{}: {}. It goes back to epoch {}, step {} and on from there at half the rate ({} of {} times)",
                plan.name(),
                divergence.what(),
                back.state().epoch() + 1,
                back.state().step(),
                number,
                plan.settings().guard().rollbacks());
        return back;
    }
}
