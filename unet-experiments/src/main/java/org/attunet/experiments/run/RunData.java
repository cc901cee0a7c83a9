package org.attunet.experiments.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CheckSettings;
import org.attunet.data.dataset.Dataset;
import org.attunet.data.dataset.DatasetFolder;
import org.attunet.data.dataset.PreflightCheck;
import org.attunet.data.dataset.Split;
import org.attunet.data.dataset.Split.Overlap;
import org.attunet.data.dataset.SplitFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A dataset and which of its cases do what.
 *
 * @param dataset the folder, opened
 * @param split its {@code split.json} or one fold of it, else the reference protocol's
 * @param findings what {@link #fit} found in these cases and could be used all the same
 */
public record RunData(Dataset dataset, Split split, List<Finding> findings) {
    private static final Logger LOG = LoggerFactory.getLogger(RunData.class);

    /** Keeps its own copy. */
    public RunData {
        findings = List.copyOf(findings);
    }

    /** Before any check. */
    public RunData(Dataset dataset, Split split) {
        this(dataset, split, List.of());
    }

    /**
     * Opens a dataset folder for training.
     *
     * @param fold which fold of a {@code split.json} of several, from 1; 0 for a split that is the only one
     */
    public static RunData open(Path folder, Overlap overlap, int fold) {
        Dataset dataset = DatasetFolder.open(folder);
        Split split = split(folder, dataset, fold);
        return new RunData(dataset, split.check(dataset.ids(), overlap));
    }

    /** Opens a dataset folder for what concerns every fold: with its only split or the first of several. */
    public static RunData openAny(Path folder) {
        boolean several = SplitFile.isIn(folder)
                && SplitFile.readAll(SplitFile.in(folder)).size() > 1;
        return open(folder, Overlap.ALLOWED, several ? 1 : 0);
    }

    /** The same dataset with another fold; a case in two parts is left to whoever trains. */
    public RunData withFold(int fold) {
        return open(dataset.folder(), Overlap.ALLOWED, fold).noting(findings);
    }

    /** The same dataset as a run divided it. */
    public RunData withSplit(Split other) {
        return new RunData(dataset, other.check(dataset.ids(), Overlap.ALLOWED)).noting(findings);
    }

    private static Split split(Path folder, Dataset dataset, int fold) {
        Path file = SplitFile.in(folder);
        List<Split> splits = fold == 0 || SplitFile.isIn(folder) ? SplitFile.of(dataset) : List.of();
        if (fold == 0 && splits.size() == 1) {
            return splits.get(0);
        }
        if (fold == 0 || fold > splits.size()) {
            throw new DataException(file + " holds " + (splits.isEmpty() ? "no" : splits.size())
                    + " folds, and data.fold is " + fold + "; "
                    + (splits.size() < 2
                            ? "leave it out, or write folds with unet split --protocol k-fold"
                            : "set it to one of 1 to " + splits.size()
                                    + ", or train on each with unet cross-validate"));
        }
        Split chosen = splits.get(fold - 1);
        String name = chosen.protocol() + " " + fold + "/" + splits.size();
        return new Split(name, chosen.seed(), chosen.train(), chosen.validation(), chosen.test());
    }

    /** Refuses data that {@code check} would call wrong, before any work; what is merely odd is logged and noted. */
    public RunData fit(CheckSettings settings) {
        List<Finding> found = PreflightCheck.require(dataset, split, settings);
        for (Finding finding : found) {
            String place = finding.caseId() == null ? "the set" : finding.caseId();
            LOG.warn("{} {}: {}", finding.code(), place, finding.message());
        }
        return noting(found);
    }

    /** The same for who shows what is merely odd: noted, not logged. */
    RunData fitQuietly(CheckSettings settings) {
        return noting(PreflightCheck.require(dataset, split, settings));
    }

    /** The same with what a check found, as far as it concerns the set or these cases. */
    public RunData noting(List<Finding> found) {
        List<Finding> ours = found.stream()
                .filter(finding -> finding.caseId() == null || split.holds(finding.caseId()))
                .toList();
        return new RunData(dataset, split, ours);
    }

    /** The same with one part of the split alone, as its test part. */
    public RunData only(String part) {
        return new RunData(dataset, new Split(split.protocol(), split.seed(), List.of(), List.of(), split.part(part)));
    }

    /** Cases of a part of the split, in its order; an empty part is refused. */
    public List<Case> cases(String part) {
        List<Case> cases = dataset.cases(split.part(part));
        if (cases.isEmpty()) {
            throw new DataException("the split of " + dataset.folder() + " has no " + part + " case");
        }
        return cases;
    }

    /** The same, each with a label. */
    public List<Case> labelled(String part) {
        List<Case> cases = cases(part);
        List<String> without = cases.stream()
                .filter(c -> c.label().equals(Optional.empty()))
                .map(Case::id)
                .toList();
        if (!without.isEmpty()) {
            throw new DataException("these " + part + " cases of " + dataset.folder() + " have no label: "
                    + String.join(", ", without) + "; add the files to labels/ or list the cases under 'exclude:' in"
                    + " dataset.yaml");
        }
        return cases;
    }
}
