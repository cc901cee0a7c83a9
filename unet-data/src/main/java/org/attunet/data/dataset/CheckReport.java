package org.attunet.data.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.data.Finding;
import org.attunet.data.FindingRow;
import org.attunet.data.Severity;

/**
 * All findings of one run: those of the cases in the cases' order, then those of the set.
 *
 * @param cases how many were checked
 * @param findings errors, warnings and what was put right
 * @param lostPictures what pictures could not be written, and what to do
 */
public record CheckReport(int cases, List<Finding> findings, Optional<String> lostPictures) {
    /** Keeps its own copy. */
    public CheckReport {
        findings = List.copyOf(findings);
    }

    /** The same with further findings, of the cases or of the set. */
    public CheckReport with(List<Finding> more) {
        return new CheckReport(
                cases, Stream.concat(findings.stream(), more.stream()).toList(), lostPictures);
    }

    /** What keeps the data from being used. */
    public List<Finding> errors() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }

    /** {@code {"cases": n, "findings": [{"case", "code", "severity", "message"}]}}; a set's finding has case null. */
    public JsonNode toJson() {
        return new ObjectMapper()
                .valueToTree(
                        new Written(cases, findings.stream().map(FindingRow::of).toList()));
    }

    private record Written(int cases, List<FindingRow> findings) {}

    /** One line per finding, such as {@code error L3 case_07: the label lies …}. */
    public List<String> lines() {
        return findings.stream().map(CheckReport::line).toList();
    }

    static String line(Finding finding) {
        String place = finding.caseId() == null ? "the set" : finding.caseId();
        return severity(finding) + " " + finding.code() + " " + place + ": " + finding.message();
    }

    private static String severity(Finding finding) {
        return finding.severity().name().toLowerCase(Locale.ROOT);
    }
}
