package org.attunet.experiments.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.attunet.data.Finding;

/** A finding as JSON has it: the case may be null, the severity is in lower case. */
record FindingRow(@JsonProperty("case") String caseId, String code, String severity, String message) {
    static FindingRow of(Finding finding) {
        return new FindingRow(
                finding.caseId(),
                finding.code(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.message());
    }
}
