package org.attunet.experiments.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.Histogram;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsInitializationReport;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;
import org.deeplearning4j.ui.model.storage.impl.SbeStorageMetaData;
import org.deeplearning4j.ui.model.storage.sqlite.J7FileStatsStorage;

/** A {@code stats.db} as a training writes it, with next to nothing in it. */
final class TinySession {
    static final String TYPE = StatsListener.TYPE_ID;

    private TinySession() {}

    static SbeStatsReport report(String session, String worker, long time) {
        SbeStatsReport report = new SbeStatsReport();
        report.reportIDs(session, TYPE, worker, time);
        report.reportIterationCount((int) time);
        report.reportScore(0.5);
        report.reportLearningRates(new HashMap<>(Map.of("0_W", 0.001)));
        report.reportGarbageCollection("young", 1, 2);
        for (StatsType type : List.of(StatsType.Parameters, StatsType.Updates)) {
            report.reportMeanMagnitudes(type, new HashMap<>(Map.of("0_W", 0.25)));
            report.reportHistograms(type, new HashMap<>(Map.of("0_W", new Histogram(0, 1, 2, new int[] {3, 4}))));
        }
        return report;
    }

    /** A session of one worker with so many updates, at 1, 2, 3 … milliseconds. */
    static void write(Path file, String session, String worker, int updates) {
        write(file, session, worker, updates, session, "{}");
    }

    /** The same with the class of a model and its JSON. */
    static void write(Path file, String session, String worker, int updates, String model, String json) {
        try {
            Files.createDirectories(file.getParent());
            J7FileStatsStorage storage = new J7FileStatsStorage(file.toFile());
            SbeStatsInitializationReport first = new SbeStatsInitializationReport();
            first.reportIDs(session, TYPE, worker, 0);
            first.reportModelInfo(model, json, new String[] {"0_W"}, 1, 4);
            Map<String, String> more = new HashMap<>(Map.of("more", worker));
            first.reportSoftwareInfo(worker, worker, worker, worker, worker, worker, worker, worker, worker, more);
            storage.putStorageMetaData(new SbeStorageMetaData(
                    0, session, TYPE, worker, SbeStatsInitializationReport.class, SbeStatsReport.class));
            storage.putStaticInfo(first);
            for (int n = 1; n <= updates; n++) {
                storage.putUpdate(report(session, worker, n));
            }
            storage.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** More updates of a session that was written before, as by a run that goes on. */
    static void add(Path file, SbeStatsReport... reports) {
        try {
            J7FileStatsStorage storage = new J7FileStatsStorage(file.toFile());
            List.of(reports).forEach(storage::putUpdate);
            storage.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
