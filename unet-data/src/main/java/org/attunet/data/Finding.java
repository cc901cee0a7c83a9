package org.attunet.data;

/**
 * One thing noticed about data.
 *
 * @param caseId the case, or null where it concerns the whole set or the case is not known yet
 * @param code row of the list of bad inputs, such as {@code N12}
 * @param severity what it means for the work
 * @param message one sentence or two, with the numbers
 */
public record Finding(String caseId, String code, Severity severity, String message) {
    /** A finding of a single file, whose case is not known yet. */
    public static Finding of(String code, Severity severity, String message) {
        return new Finding(null, code, severity, message);
    }

    /** The same finding, of the case given. */
    public Finding in(String id) {
        return new Finding(id, code, severity, message);
    }
}
