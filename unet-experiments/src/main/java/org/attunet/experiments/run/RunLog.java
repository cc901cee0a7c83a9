package org.attunet.experiments.run;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import org.attunet.train.RunFolder;
import org.slf4j.LoggerFactory;

/**
 * {@code train.log} of a run: what is logged while it trains, with dates; a run that is resumed goes on in it. Where it cannot be written,
 * the run goes on without it.
 */
final class RunLog implements AutoCloseable {
    private static final String LINES = "%d{yyyy-MM-dd HH:mm:ss} %-5level %msg%n%ex{short}";

    private final Logger logged = (Logger) LoggerFactory.getLogger("org.attunet");
    private final FileAppender<ILoggingEvent> appender = new FileAppender<>();

    /** Begins, or goes on, in the run's folder, which is there. */
    RunLog(RunFolder run) {
        LoggerContext context = logged.getLoggerContext();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(LINES);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setFile(run.log().toString());
        appender.start();
        logged.addAppender(appender);
    }

    @Override
    public void close() {
        logged.detachAppender(appender);
        appender.stop();
    }
}
