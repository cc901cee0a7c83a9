package org.attunet.experiments.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsReport;

/**
 * When a run began and how long it ran: rows of Deeplearning4j's overview that it leaves empty.
 *
 * @param began with its first step
 * @param length until its last report, without the time between a stop and going on
 */
record RunTimes(Instant began, Duration length) {
    /** As in the row below. */
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** Nothing before the first report. */
    static Optional<RunTimes> of(StatisticsFile file, String session) {
        Optional<Persistable> last = file.getLatestUpdateAllWorkers(session, StatsListener.TYPE_ID).stream()
                .max(Comparator.comparingLong(Persistable::getTimeStamp));
        return last.filter(StatsReport.class::isInstance)
                .map(StatsReport.class::cast)
                .map(report -> new RunTimes(began(file, session), Duration.ofMillis(report.getTotalRuntimeMs())));
    }

    /** Going on writes the first report again, and leaves the updates of before. */
    private static Instant began(StatisticsFile file, String session) {
        return Stream.concat(
                        file.getAllStaticInfos(session, StatsListener.TYPE_ID).stream()
                                .map(Persistable::getTimeStamp),
                        file.firstUpdateTime(session, StatsListener.TYPE_ID).stream()
                                .boxed())
                .min(Comparator.naturalOrder())
                .map(Instant::ofEpochMilli)
                .orElseThrow();
    }

    /** Fills the two rows in the overview's data, as far as they are there. */
    void into(JsonNode overview) {
        set(overview.at("/perf/0"), FORMAT.format(began.atZone(ZoneId.systemDefault())));
        set(
                overview.at("/perf/1"),
                "%d:%02d:%02d".formatted(length.toHours(), length.toMinutesPart(), length.toSecondsPart()));
    }

    private static void set(JsonNode row, String text) {
        if (row instanceof ArrayNode cells && cells.size() == 2) {
            cells.set(1, text);
        }
    }
}
