package org.attunet.experiments.ui;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * An SQLite file that is only ever read, and only where it holds the tables of {@code J7FileStatsStorage} and nothing else: a view
 * or a trigger in their place would run as long as it likes.
 */
final class StatisticsDatabase implements AutoCloseable {
    private static final String KEY = "SessionID TEXT NOT NULL, TypeID TEXT NOT NULL, ";
    private static final String OBJECT = "ObjectClass TEXT NOT NULL, ObjectBytes BLOB NOT NULL, ";

    /** As Deeplearning4j 1.0.0-M2.1 makes them. */
    private static final Set<String> TABLES = Set.of(
            "CREATE TABLE StorageMetaData (" + KEY + OBJECT + "PRIMARY KEY ( SessionID, TypeID ))",
            "CREATE TABLE StaticInfo (" + KEY + "WorkerID TEXT NOT NULL, " + OBJECT
                    + "PRIMARY KEY ( SessionID, TypeID, WorkerID ))",
            "CREATE TABLE Updates (" + KEY + "WorkerID TEXT NOT NULL, Timestamp INTEGER NOT NULL, " + OBJECT
                    + "PRIMARY KEY ( SessionID, TypeID, WorkerID, Timestamp ))");

    private final Connection connection;

    private StatisticsDatabase(Connection connection) {
        this.connection = connection;
    }

    /** What to make of a row. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /**
     * Opens a file that is there.
     *
     * @throws StatisticsException where it is no such database
     */
    static StatisticsDatabase open(Path file) {
        try {
            return open(file, "mode=ro");
        } catch (StatisticsException e) {
            if (!isLeftByAKilledRun(e)) {
                throw e;
            }
            // What a run was writing as it was killed would have to be taken back first, by writing.
            return open(file, "immutable=1");
        }
    }

    private static boolean isLeftByAKilledRun(StatisticsException e) {
        return e.getCause() instanceof SQLiteException reason
                && reason.getResultCode() == SQLiteErrorCode.SQLITE_READONLY_ROLLBACK;
    }

    private static StatisticsDatabase open(Path file, String how) {
        StatisticsDatabase database = new StatisticsDatabase(connect(file, how));
        try {
            database.check();
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static Connection connect(Path file, String how) {
        try {
            // As a URI, in which a name's own question mark is none that options follow.
            return DriverManager.getConnection("jdbc:sqlite:" + file.toUri() + "?" + how);
        } catch (SQLException e) {
            throw new StatisticsException("cannot be read as SQLite (" + e.getMessage() + ")", e);
        }
    }

    private void check() {
        List<String> found = query(row -> row.getString(1), "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL");
        if (found.size() != TABLES.size() || !TABLES.containsAll(found)) {
            throw new StatisticsException("holds other tables than a training writes", null);
        }
    }

    /** Every row of a question whose parameters are given in their order. */
    synchronized <T> List<T> query(Row<T> row, String sql, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int n = 0; n < parameters.length; n++) {
                statement.setObject(n + 1, parameters[n]);
            }
            List<T> rows = new ArrayList<>();
            ResultSet results = statement.executeQuery();
            while (results.next()) {
                rows.add(row.of(results));
            }
            return rows;
        } catch (SQLException e) {
            throw new StatisticsException("cannot be read as SQLite (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StatisticsException("cannot be closed (" + e.getMessage() + ")", e);
        }
    }
}
