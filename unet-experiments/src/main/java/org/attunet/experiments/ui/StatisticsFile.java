package org.attunet.experiments.ui;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.graph.SavedGraph;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StorageMetaData;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsInitializationReport;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;
import org.deeplearning4j.ui.model.storage.impl.SbeStorageMetaData;

/**
 * A run's {@code stats.db} as the training UI asks for it, only read. Deeplearning4j's own {@code J7FileStatsStorage}, which writes
 * it, is no reader of files that a stranger may have made: it builds whatever objects a row holds, makes SQL out of the names in it,
 * and adds its tables to any database that it opens.
 */
final class StatisticsFile extends ReadOnlyStorage implements AutoCloseable {
    private static final String OF_TYPE = " WHERE SessionID = ? AND TypeID = ?";
    private static final String OF_WORKER = OF_TYPE + " AND WorkerID = ?";
    private static final String STATIC = "SELECT length(ObjectBytes), ObjectBytes FROM StaticInfo";
    private static final String UPDATES = "SELECT length(ObjectBytes), ObjectBytes FROM Updates";

    /** Of all rows of one answer: a curve has some hundred points, each with histograms of every parameter. */
    private static final long MOST_BYTES_AT_ONCE = 512L << 20;

    private final Path path;
    private final StatisticsDatabase database;
    private volatile boolean closed;

    private StatisticsFile(Path path, StatisticsDatabase database) {
        this.path = path;
        this.database = database;
    }

    /**
     * Opens a file, and reads what the pages show of every session: one bad row among them would keep the pages from showing other
     * runs.
     *
     * @throws StatisticsException where it is not what a training writes
     */
    static StatisticsFile open(Path path) {
        StatisticsFile file = new StatisticsFile(path, StatisticsDatabase.open(path));
        try {
            for (String session : file.listSessionIDs()) {
                for (String type : file.listTypeIDsForSession(session)) {
                    file.getAllStaticInfos(session, type);
                    file.getLatestUpdateAllWorkers(session, type);
                }
            }
            return file;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    // ---- names ----

    private List<String> names(String sql, Object... parameters) {
        return database.query(row -> row.getString(1), sql, parameters);
    }

    @Override
    public List<String> listSessionIDs() {
        return names("SELECT SessionID FROM StorageMetaData UNION SELECT SessionID FROM StaticInfo");
    }

    @Override
    public boolean sessionExists(String session) {
        return listSessionIDs().contains(session);
    }

    @Override
    public List<String> listTypeIDsForSession(String session) {
        Set<String> types = new TreeSet<>();
        for (String table : List.of("StorageMetaData", "StaticInfo", "Updates")) {
            types.addAll(names("SELECT DISTINCT TypeID FROM " + table + " WHERE SessionID = ?", session));
        }
        return List.copyOf(types);
    }

    @Override
    public List<String> listWorkerIDsForSession(String session) {
        Set<String> workers = new TreeSet<>();
        listTypeIDsForSession(session).forEach(type -> workers.addAll(listWorkerIDsForSessionAndType(session, type)));
        return List.copyOf(workers);
    }

    @Override
    public List<String> listWorkerIDsForSessionAndType(String session, String type) {
        Set<String> workers = new TreeSet<>();
        for (String table : List.of("StaticInfo", "Updates")) {
            workers.addAll(names("SELECT DISTINCT WorkerID FROM " + table + OF_TYPE, session, type));
        }
        return List.copyOf(workers);
    }

    // ---- objects ----

    private <T extends Persistable> List<T> objects(Class<T> type, String sql, Object... parameters) {
        long[] left = {MOST_BYTES_AT_ONCE};
        return database.query(row -> object(type, row, left), sql, parameters);
    }

    /** The length is asked for first, so that a row too large is never in memory. */
    private static <T> T object(Class<T> type, ResultSet row, long[] left) throws SQLException {
        long length = row.getLong(1);
        left[0] -= length;
        if (length > StatisticsFilter.MOST_BYTES || left[0] < 0) {
            throw new StatisticsException("holds more than can be shown: a row of " + length + " bytes", null);
        }
        return StatisticsStream.read(row.getBytes(2), type);
    }

    private static <T> T first(List<T> rows) {
        return rows.isEmpty() ? null : rows.get(0);
    }

    @Override
    public StorageMetaData getStorageMetaData(String session, String type) {
        return first(objects(
                SbeStorageMetaData.class,
                "SELECT length(ObjectBytes), ObjectBytes FROM StorageMetaData" + OF_TYPE,
                session,
                type));
    }

    private List<SbeStatsInitializationReport> staticInfos(String sql, Object... parameters) {
        List<SbeStatsInitializationReport> infos = objects(SbeStatsInitializationReport.class, sql, parameters);
        infos.stream()
                .filter(info -> info.getModelClassName() != null && info.getModelConfigJson() != null)
                .filter(info -> info.getModelClassName().endsWith(NetworkGraph.class.getSimpleName()))
                .forEach(StatisticsFile::nameClasses);
        return infos;
    }

    /** The pages build a graph from its JSON, which names classes where they were then, and only if it is one of Deeplearning4j's. */
    private static void nameClasses(SbeStatsInitializationReport info) {
        info.setModelClassName(SavedGraph.CLASS);
        info.setModelConfigJson(ShownGraph.of(info.getModelConfigJson()));
    }

    @Override
    public Persistable getStaticInfo(String session, String type, String worker) {
        return first(staticInfos(STATIC + OF_WORKER, session, type, worker));
    }

    @Override
    public List<Persistable> getAllStaticInfos(String session, String type) {
        return List.copyOf(staticInfos(STATIC + OF_TYPE, session, type));
    }

    private List<Persistable> updates(String sql, Object... parameters) {
        return List.copyOf(objects(SbeStatsReport.class, sql, parameters));
    }

    /**
     * Of one worker, by time. A run that goes on from its checkpoint, or back to one, reports some iterations again: what was reported
     * of them before is of weights that were dropped, and the pages count iterations wrongly where they do not increase.
     */
    private List<Persistable> course(String sql, Object... parameters) {
        Deque<Persistable> kept = new ArrayDeque<>();
        int next = Integer.MAX_VALUE;
        List<SbeStatsReport> all = objects(SbeStatsReport.class, sql + " ORDER BY Timestamp", parameters);
        for (int n = all.size() - 1; n >= 0; n--) {
            SbeStatsReport report = all.get(n);
            if (report.getIterationCount() < next) {
                kept.addFirst(report);
                next = report.getIterationCount();
            }
        }
        return List.copyOf(kept);
    }

    @Override
    public Persistable getLatestUpdate(String session, String type, String worker) {
        return first(updates(UPDATES + OF_WORKER + " ORDER BY Timestamp DESC LIMIT 1", session, type, worker));
    }

    @Override
    public Persistable getUpdate(String session, String type, String worker, long timestamp) {
        return first(updates(UPDATES + OF_WORKER + " AND Timestamp = ?", session, type, worker, timestamp));
    }

    @Override
    public List<Persistable> getLatestUpdateAllWorkers(String session, String type) {
        return listWorkerIDsForSessionAndType(session, type).stream()
                .map(worker -> getLatestUpdate(session, type, worker))
                .filter(update -> update != null)
                .toList();
    }

    @Override
    public List<Persistable> getAllUpdatesAfter(String session, String type, String worker, long timestamp) {
        return course(UPDATES + OF_WORKER + " AND Timestamp > ?", session, type, worker, timestamp);
    }

    @Override
    public List<Persistable> getAllUpdatesAfter(String session, String type, long timestamp) {
        return updates(UPDATES + OF_TYPE + " AND Timestamp > ?", session, type, timestamp);
    }

    @Override
    public List<Persistable> getUpdates(String session, String type, String worker, long[] timestamps) {
        if (timestamps == null || timestamps.length == 0) {
            return List.of();
        }
        // Numbers alone; there may be more of them than a statement takes parameters.
        String wanted = String.join(
                ",", Arrays.stream(timestamps).mapToObj(Long::toString).toList());
        return course(UPDATES + OF_WORKER + " AND Timestamp IN (" + wanted + ")", session, type, worker);
    }

    // ---- times ----

    @Override
    public long[] getAllUpdateTimes(String session, String type, String worker) {
        return database
                .query(
                        row -> row.getLong(1),
                        "SELECT Timestamp FROM Updates" + OF_WORKER + " ORDER BY Timestamp",
                        session,
                        type,
                        worker)
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    /** Of all workers, in milliseconds since 1970; nothing before the first one. */
    OptionalLong firstUpdateTime(String session, String type) {
        return database
                .query(
                        row -> row.getLong(1),
                        "SELECT Timestamp FROM Updates" + OF_TYPE + " ORDER BY Timestamp LIMIT 1",
                        session,
                        type)
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    @Override
    public int getNumUpdateRecordsFor(String session) {
        return listTypeIDsForSession(session).stream()
                .flatMap(type -> listWorkerIDsForSessionAndType(session, type).stream()
                        .map(worker -> getNumUpdateRecordsFor(session, type, worker)))
                .reduce(0, Integer::sum);
    }

    @Override
    public int getNumUpdateRecordsFor(String session, String type, String worker) {
        return getAllUpdateTimes(session, type, worker).length;
    }

    @Override
    public void close() {
        closed = true;
        database.close();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
