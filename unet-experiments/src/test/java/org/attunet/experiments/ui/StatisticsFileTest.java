package org.attunet.experiments.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.ui.model.stats.api.Histogram;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsInitializationReport;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run's statistics may hold, whoever wrote them. */
class StatisticsFileTest {
    private static final AtomicBoolean RUN = new AtomicBoolean();
    private static final String SESSION = "baseline/first";
    private static final String TYPE = TinySession.TYPE;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nothingHasRunYet() {
        RUN.set(false);
        file = folder.resolve("stats.db");
    }

    /** Stands for any class on the class path whose methods do something when an object of it is read. */
    private static final class Gadget implements Serializable, Comparable<Gadget> {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            RUN.set(true);
        }

        @Override
        public int hashCode() {
            RUN.set(true);
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int compareTo(Gadget other) {
            RUN.set(true);
            return 0;
        }
    }

    private static byte[] bytes(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private void written(int updates) {
        TinySession.write(file, SESSION, "worker", updates);
    }

    private void execute(String sql, Object... values) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int n = 0; n < values.length; n++) {
                statement.setObject(n + 1, values[n]);
            }
            statement.execute();
        }
    }

    private void withUpdate(Object object) throws IOException, SQLException {
        written(0);
        execute("INSERT INTO Updates VALUES (?, ?, 'worker', 1, 'x', ?)", SESSION, TYPE, bytes(object));
    }

    private void isRefused() {
        assertThatThrownBy(() -> StatisticsFile.open(file)).isInstanceOf(StatisticsException.class);
        assertThat(RUN).isFalse();
    }

    @Test
    void whatATrainingWroteIsRead() throws IOException {
        written(3);
        try (StatisticsFile statistics = StatisticsFile.open(file)) {
            assertThat(statistics.listSessionIDs()).containsExactly(SESSION);
            assertThat(statistics.listTypeIDsForSession(SESSION)).containsExactly(TYPE);
            assertThat(statistics.listWorkerIDsForSession(SESSION)).containsExactly("worker");
            assertThat(statistics.getAllStaticInfos(SESSION, TYPE)).hasSize(1);
            assertThat(statistics.getAllUpdateTimes(SESSION, TYPE, "worker")).containsExactly(1, 2, 3);
            assertThat(statistics.getNumUpdateRecordsFor(SESSION)).isEqualTo(3);
            assertThat(statistics.getUpdates(SESSION, TYPE, "worker", new long[] {1, 3}))
                    .extracting(Persistable::getTimeStamp)
                    .containsExactly(1L, 3L);
            assertThat(statistics.getLatestUpdate(SESSION, TYPE, "worker"))
                    .isInstanceOfSatisfying(SbeStatsReport.class, latest -> {
                        assertThat(latest.getTimeStamp()).isEqualTo(3);
                        assertThat(latest.getScore()).isEqualTo(0.5);
                        assertThat(latest.getLearningRates()).containsEntry("0_W", 0.001);
                        assertThat(latest.getHistograms(StatsType.Parameters)
                                        .get("0_W")
                                        .getBinCounts())
                                .containsExactly(3, 4);
                    });
        }
    }

    @Test
    void anObjectOfAnotherClassRunsNothing() throws Exception {
        withUpdate(new Gadget());
        isRefused();
    }

    @Test
    @SuppressWarnings("unchecked")
    void norDoesOneInsideAReport() throws Exception {
        SbeStatsReport report = TinySession.report(SESSION, "worker", 1);
        report.reportLearningRates((Map<String, Double>) (Map<?, ?>) new HashMap<>(Map.of(new Gadget(), 1.0)));
        RUN.set(false);
        withUpdate(report);
        isRefused();
    }

    /** Sets in sets, a hundred deep, two to each: hashing the outermost takes 2 to the 100 steps. */
    @Test
    void setsInsideEachOtherEnd() throws Exception {
        Set<Object> outermost = new HashSet<>();
        Set<Object> one = outermost;
        Set<Object> other = new HashSet<>();
        for (int n = 0; n < 100; n++) {
            Set<Object> nextOne = new HashSet<>();
            Set<Object> nextOther = new HashSet<>();
            nextOne.add("differs from the other");
            one.addAll(List.of(nextOne, nextOther));
            other.addAll(List.of(nextOne, nextOther));
            one = nextOne;
            other = nextOther;
        }
        withUpdate(outermost);
        isRefused();
    }

    /** The same of maps alone, which reports hold, and no deeper than theirs, as the inner ones stand beside each other. */
    @Test
    void mapsAsKeysOfMapsEnd() throws Exception {
        List<Object> beside = new ArrayList<>();
        Map<Object, Object> inner = new HashMap<>();
        for (int n = 0; n < 100; n++) {
            beside.add(inner);
            inner = new HashMap<>(Map.of("one", inner, "other", inner));
        }
        Map<Object, Object> key = new HashMap<>();
        Map<Object, Object> outermost = new HashMap<>();
        outermost.put(key, 1.0);
        key.put("inner", inner);
        beside.add(inner);
        beside.add(outermost);
        withUpdate(new ArrayList<>(beside));
        isRefused();
    }

    /** Whether the limits hold, too: no class here is refused by itself. */
    @Test
    void reportsLargerThanAnyAreRefused() throws Exception {
        SbeStatsReport report = TinySession.report(SESSION, "worker", 1);
        report.reportDataSetMetaData(List.of("x".repeat(9 << 20)), String.class);
        withUpdate(report);
        isRefused();
        Files.delete(file);
        SbeStatsReport longHistogram = TinySession.report(SESSION, "worker", 1);
        longHistogram.reportHistograms(
                StatsType.Parameters, new HashMap<>(Map.of("W", new Histogram(0, 1, 5000, new int[5000]))));
        withUpdate(longHistogram);
        isRefused();
    }

    @Test
    void aReportInThePlaceOfAnotherKindIsRefused() throws Exception {
        withUpdate(new SbeStatsInitializationReport());
        isRefused();
    }

    /** A view would be computed at every question, for as long as whoever made it likes. */
    @Test
    void otherTablesThanATrainingsAreRefused() throws Exception {
        written(0);
        execute("DROP TABLE Updates");
        execute(
                "CREATE VIEW Updates AS WITH RECURSIVE n(Timestamp) AS (SELECT 1 UNION ALL SELECT Timestamp + 1 FROM n)"
                        + " SELECT 'a' SessionID, 'b' TypeID, 'c' WorkerID, Timestamp, 'd' ObjectClass, x'00' ObjectBytes FROM n");
        isRefused();
    }

    @Test
    void aDatabaseOfSomebodyElseStaysAsItIs() throws Exception {
        execute("CREATE TABLE bookmarks (address TEXT)");
        byte[] before = Files.readAllBytes(file);
        isRefused();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void whatIsNoDatabaseIsRefused() throws IOException {
        Files.write(file, new byte[5000]);
        isRefused();
        Files.write(file, new byte[0]);
        isRefused();
        assertThat(file).hasSize(0);
    }

    /** Names are values of questions, never parts of them. */
    @Test
    void quotesInNamesChangeNoQuestion() {
        String session = "x' UNION SELECT load_extension('./evil') --";
        TinySession.write(file, session, "it's", 1);
        try (StatisticsFile statistics = StatisticsFile.open(file)) {
            assertThat(statistics.listSessionIDs()).containsExactly(session);
            assertThat(statistics.listTypeIDsForSession(session)).containsExactly(TYPE);
            assertThat(statistics.getLatestUpdate(session, TYPE, "it's").getTimeStamp())
                    .isEqualTo(1);
        }
    }

    /** The SQLite driver takes what follows a question mark in a file's name for options. */
    @Test
    void aQuestionMarkInAFoldersNameIsNoOption() throws IOException {
        written(2);
        Path named = Files.createDirectory(folder.resolve("runs?enable_load_extension=true&mode=memory#1%20"));
        Files.move(file, named.resolve("stats.db"));
        file = named.resolve("stats.db");
        try (StatisticsFile statistics = StatisticsFile.open(file)) {
            assertThat(statistics.getNumUpdateRecordsFor(SESSION)).isEqualTo(2);
        }
    }

    /** SQLite would finish or undo the change first, for which it would have to write. */
    @Test
    void aChangeThatAKilledRunLeftHalfDoneHidesNothingBefore() throws Exception {
        written(2);
        Path journal = folder.resolve("stats.db-journal");
        Path kept = folder.resolve("kept");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("PRAGMA cache_spill = 0");
            connection.createStatement().execute("DELETE FROM Updates WHERE Timestamp = 2");
            assertThat(journal).exists();
            Files.copy(journal, kept);
            connection.rollback();
        }
        Files.copy(kept, journal, StandardCopyOption.REPLACE_EXISTING);
        try (StatisticsFile statistics = StatisticsFile.open(file)) {
            assertThat(statistics.getNumUpdateRecordsFor(SESSION)).isEqualTo(2);
        }
        assertThat(journal).exists();
    }

    /** Iterations 1 to 3, then 2 and 5 after going on from a checkpoint behind the first. */
    @Test
    void whatWasReportedAgainReplacesWhatWasReportedBefore() {
        written(3);
        for (int[] more : new int[][] {{2, 11}, {5, 12}}) {
            SbeStatsReport again = TinySession.report(SESSION, "worker", more[1]);
            again.reportIterationCount(more[0]);
            TinySession.add(file, again);
        }
        try (StatisticsFile statistics = StatisticsFile.open(file)) {
            for (List<Persistable> course : List.of(
                    statistics.getAllUpdatesAfter(SESSION, TYPE, "worker", 0),
                    statistics.getUpdates(SESSION, TYPE, "worker", new long[] {1, 2, 3, 11, 12}))) {
                assertThat(course)
                        .extracting(update -> ((SbeStatsReport) update).getIterationCount())
                        .containsExactly(1, 2, 5);
                assertThat(course).extracting(Persistable::getTimeStamp).containsExactly(1L, 11L, 12L);
            }
        }
    }

    @Test
    void nothingIsWritten() {
        written(1);
        try (StatisticsFile statistics = StatisticsFile.open(file)) {
            assertThatThrownBy(() -> statistics.putUpdate(TinySession.report(SESSION, "worker", 2)))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
