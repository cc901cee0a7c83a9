package org.attunet.experiments.run;

import java.util.concurrent.TimeUnit;
import org.attunet.eval.inference.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Progress of what comes before a run's first step: a line of its log every ten seconds, none where it takes less. */
final class LoggedProgress implements Progress {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedProgress.class);
    private static final long BETWEEN_LINES = TimeUnit.SECONDS.toNanos(10);

    private final String what;
    private long logged = System.nanoTime();

    LoggedProgress(String what) {
        this.what = what;
    }

    @Override
    public void at(int done, int total) {
        long now = System.nanoTime();
        if (now - logged >= BETWEEN_LINES) {
            logged = now;
            LOG.info("{}: {} of {}", what, done, total);
        }
    }
}
