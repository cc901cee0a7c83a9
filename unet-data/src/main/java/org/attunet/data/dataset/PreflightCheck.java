package org.attunet.data.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.nifti.NiftiFiles;

/**
 * The gate before work: what {@code check} calls an error is refused, all of it in one message; the rest comes back for the
 * run's report.
 */
public final class PreflightCheck {
    private static final int NAMED = 50;

    private PreflightCheck() {}

    /** Refuses a report with errors; its warnings and repairs otherwise. */
    public static List<Finding> require(CheckReport report) {
        return require(report.findings());
    }

    /** Checks the cases of a split before the first step, or before they are scored. */
    public static List<Finding> require(Dataset dataset, Split split, CheckSettings settings) {
        return require(DatasetCheck.run(dataset, split, settings, DatasetCheck.Progress.NONE));
    }

    /** A label that looks flipped (L4) stays a warning where no dataset.yaml can say that somebody looked at it. */
    private static Finding unverified(Finding finding) {
        int end = finding.message().indexOf(CaseCheck.FLIPPED) + CaseCheck.FLIPPED.length();
        return finding.kind() == BadInput.L4 && finding.severity() == Severity.ERROR
                ? new Finding(
                        finding.caseId(),
                        BadInput.L4,
                        Severity.WARNING,
                        finding.message().substring(0, end) + "; taken as it is, so look at what is written")
                : finding;
    }

    /** Checks one image, with the label if there is one, as a set of a single case that would train. */
    public static List<Finding> require(
            Path image, Optional<Path> label, DatasetSettings dataset, CheckSettings settings) {
        String id = NiftiFiles.stem(image).orElse(image.getFileName().toString());
        CaseResult alone = CaseCheck.alone(new Case(id, image, label), dataset, settings, CheckPictures.NONE);
        SetCheck set = new SetCheck(List.of(alone), dataset.labels(), List.of(), settings);
        return require(set.cases().get(0).findings().stream()
                .map(PreflightCheck::unverified)
                .toList());
    }

    private static List<Finding> require(List<Finding> findings) {
        List<Finding> errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        if (errors.isEmpty()) {
            return findings;
        }
        String list = errors.stream().limit(NAMED).map(CheckReport::line).collect(Collectors.joining("\n  "));
        String more = errors.size() > NAMED ? "\n  and " + (errors.size() - NAMED) + " more" : "";
        throw new DataException("the data cannot be used as they are ("
                + (errors.size() == 1 ? "one error" : errors.size() + " errors") + "):\n  " + list + more);
    }
}
