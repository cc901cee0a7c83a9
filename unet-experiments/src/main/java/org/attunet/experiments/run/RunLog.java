package org.attunet.experiments.run;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import org.attunet.train.RunFolder;
import org.slf4j.LoggerFactory;

/**
 * {@code train.log} of a run: what is logged while it trains, with dates; a run that is resumed goes on in it. Where it cannot be written,
 * the run goes on without it.
 */
final class RunLog implements AutoCloseable {
    private static final String LINES = "%d{yyyy-MM-dd HH:mm:ss} %-5level %msg%n%ex{short}";

    /** Whose lines a thread writes, where several runs are trained in one process; one within another is part of it. */
    private static final ThreadLocal<Object> CURRENT = new ThreadLocal<>();

    private final boolean isOutermost = CURRENT.get() == null;
    private final Object owner = isOutermost ? new Object() : CURRENT.get();

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
        appender.addFilter(new OwnLines());
        CURRENT.set(owner);
        logged.addAppender(appender);
    }

    @Override
    public void close() {
        logged.detachAppender(appender);
        appender.stop();
        if (isOutermost) {
            CURRENT.remove();
        }
    }

    /** Leaves out what the thread of another run says. */
    private final class OwnLines extends Filter<ILoggingEvent> {
        @Override
        public FilterReply decide(ILoggingEvent event) {
            Object writing = CURRENT.get();
            return writing == null || writing == owner ? FilterReply.NEUTRAL : FilterReply.DENY;
        }
    }
}
