package org.attunet.data;

import java.io.Serializable;

/**
 * One thing noticed about data.
 *
 * @param caseId the case, or null where it concerns the whole set or the case is not known yet
 * @param kind row of the list of bad inputs
 * @param severity what it means for the work
 * @param message one sentence or two, with the numbers
 */
public record Finding(String caseId, BadInput kind, Severity severity, String message) implements Serializable {
    /** A finding of a single file, whose case is not known yet. */
    public static Finding of(BadInput kind, Severity severity, String message) {
        return new Finding(null, kind, severity, message);
    }

    /** The same finding, of the case given. */
    public Finding in(String id) {
        return new Finding(id, kind, severity, message);
    }

    /** Its row as it is written, such as {@code N12}. */
    public String code() {
        return kind.name();
    }
}
