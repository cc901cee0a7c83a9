package org.attunet.data;

import java.util.Optional;

/** Data that cannot be used as it is: says what, where, expected, found and what to do. The launcher exits with 4. */
public class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final BadInput kind;

    /** @param message one paragraph that names the file or case, what was expected, what was found, and the remedy */
    public DataException(String message) {
        super(message);
        this.kind = null;
    }

    /** As above, with the failure underneath. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
        this.kind = null;
    }

    private DataException(BadInput kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /**
     * A refusal by a row of the list of bad inputs.
     *
     * @param kind the row
     * @param where file or case
     * @param what what is wrong, without a full stop
     * @param expected continues "Expected "
     * @param found continues ", found "
     * @param remedy a sentence: what to do
     */
    public static DataException refuse(
            BadInput kind, Object where, String what, String expected, String found, String remedy) {
        String message = where + ": " + what + ". Expected " + expected + ", found " + found + ". " + remedy;
        return new DataException(kind, message + " [" + kind + "]", null);
    }

    /** The same refusal with the failure underneath. */
    public DataException causedBy(Throwable cause) {
        return new DataException(kind, getMessage(), cause);
    }

    /** The same of a copy, said of what was copied. */
    public DataException about(String copy, String original) {
        return new DataException(kind, getMessage().replace(copy, original), this);
    }

    /** The row of the list of bad inputs, where it is one. */
    public Optional<BadInput> kind() {
        return Optional.ofNullable(kind);
    }

    /** The row as it is written, such as {@code N4}. */
    public Optional<String> code() {
        return kind().map(BadInput::name);
    }

    /** The refusal as a finding, for reports that list all of them. */
    public Finding toFinding(String caseId) {
        return new Finding(caseId, kind().orElse(BadInput.DATA), Severity.ERROR, getMessage());
    }
}
