package org.attunet.experiments.gpucheck;

import java.util.List;

/**
 * What came of a section.
 *
 * @param section its name
 * @param seconds it took
 * @param rows what was found
 * @param trace where it broke off, as Java prints it; empty where it came to its end
 */
public record SectionReport(String section, double seconds, List<Row> rows, String trace) {
    /** Keeps its own copy. */
    public SectionReport {
        rows = List.copyOf(rows);
    }

    /** Of a section that came to no end of its own. */
    static SectionReport broken(String section, double seconds, String reason, String trace) {
        return new SectionReport(section, seconds, List.of(Row.failed("the section itself", reason)), trace);
    }

    boolean hasFailed() {
        return rows.stream().anyMatch(Row::hasFailed);
    }
}
