package org.attunet.data;

import java.util.Optional;

/** Data that cannot be used as it is: says what, where, expected, found and what to do. The launcher exits with 4. */
public class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param message one paragraph that names the file or case, what was expected, what was found, and the remedy */
    public DataException(String message) {
        super(message);
        this.code = null;
    }

    /** As above, with the failure underneath. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
        this.code = null;
    }

    private DataException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /**
     * A refusal by a row of the list of bad inputs.
     *
     * @param code the row, such as {@code N4}
     * @param where file or case
     * @param what what is wrong, without a full stop
     * @param expected continues "Expected "
     * @param found continues ", found "
     * @param remedy a sentence: what to do
     */
    public static DataException refuse(
            String code, Object where, String what, String expected, String found, String remedy) {
        String message = where + ": " + what + ". Expected " + expected + ", found " + found + ". " + remedy;
        return new DataException(code, message + " [" + code + "]", null);
    }

    /** The same refusal with the failure underneath. */
    public DataException causedBy(Throwable cause) {
        return new DataException(code, getMessage(), cause);
    }

    /** The row of the list of bad inputs, where it is one. */
    public Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /** The refusal as a finding, for reports that list all of them. */
    public Finding toFinding(String caseId) {
        return new Finding(caseId, code().orElse("DATA"), Severity.ERROR, getMessage());
    }
}
