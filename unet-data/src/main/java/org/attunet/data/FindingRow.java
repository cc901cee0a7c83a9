package org.attunet.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Locale;

/**
 * A finding as JSON has it.
 *
 * @param caseId the case, or null where it concerns the whole set
 * @param code row of the list of bad inputs
 * @param severity error, warning or fixed
 * @param message for people
 */
@JsonPropertyOrder({"case", "code", "severity", "message"})
public record FindingRow(@JsonProperty("case") String caseId, String code, String severity, String message) {
    /** Of a finding as it was made. */
    public static FindingRow of(Finding finding) {
        return new FindingRow(
                finding.caseId(),
                finding.code(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.message());
    }
}
