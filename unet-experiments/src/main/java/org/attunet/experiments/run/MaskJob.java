package org.attunet.experiments.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.dataset.CheckSettings;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.dataset.LabelMap;
import org.attunet.data.dataset.MaskFolders;
import org.attunet.data.dataset.MaskFolders.Predicted;
import org.attunet.data.dataset.Split;
import org.attunet.data.dataset.Split.Overlap;
import org.attunet.data.dataset.SplitFile;
import org.attunet.data.nifti.AffineSource;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.metric.Scorer;
import org.attunet.eval.report.EvaluationFolder;
import org.attunet.eval.report.GivenCase;
import org.attunet.eval.report.MaskEvaluation;
import org.attunet.eval.report.MaskEvaluation.Outcome;
import org.attunet.eval.report.MaskOrigin;

/**
 * Scores masks of any program.
 *
 * @param predictions the folder of masks
 * @param map how their values are read
 * @param checks how many classes a dataset's labels have, and which of a file's two header forms counts where they disagree
 * @param progress receives how far it is
 */
public record MaskJob(Path predictions, LabelMap map, CheckSettings checks, Progress progress) {
    /** The class that is scored: the organ. */
    public static final int ORGAN = 1;

    /** Names that a message gives of many. */
    private static final int MOST_NAMED = 10;

    /** Every mask against the label of its name. */
    public Outcome againstLabels(Path labels, Path out) {
        List<GivenCase> cases = MaskFolders.pair(predictions, labels).stream()
                .map(pair -> GivenCase.of(pair, checks.prefer()))
                .toList();
        MaskOrigin origin = MaskOrigin.ofFolder(predictions, map);
        return evaluate(new MaskEvaluation(new Scorer(ORGAN), origin, checks.prefer()), cases, List.of(), out);
    }

    /**
     * The masks of one part of a dataset's split against its labels, read as the dataset says.
     *
     * @param fold which fold of a {@code split.json} of several, from 1; 0 for a split that is the only one, or for the test cases
     *     of all folds together
     * @throws DataException listing cases without a prediction or a label
     */
    public Outcome againstSplit(Path dataset, String part, int fold, Path out) {
        RunData data = open(dataset, part, fold);
        Predicted found = MaskFolders.of(predictions, data.dataset(), data.labelled(part));
        RunData scored = data.only(part).fitQuietly(checks.withOverlap(Overlap.ALLOWED));
        DatasetSettings own = data.dataset().settings();
        Optional<AffineSource> prefer = checks.prefer().or(own::prefer);
        CaseReader reader = new CaseReader(own.withPrefer(prefer));
        List<GivenCase> cases = new ArrayList<>();
        found.predictions().forEach((source, file) -> cases.add(GivenCase.of(source, file, reader)));
        List<Finding> noted = new ArrayList<>(scored.findings());
        notScored(found, part).ifPresent(noted::add);
        MaskOrigin origin = new MaskOrigin(predictions, data.dataset().name(), part, data.split(), map);
        return evaluate(new MaskEvaluation(new Scorer(ORGAN), origin, prefer), cases, noted, out);
    }

    private Outcome evaluate(MaskEvaluation evaluation, List<GivenCase> cases, List<Finding> noted, Path out) {
        return evaluation.run(cases, noted, new EvaluationFolder(out), progress);
    }

    private static RunData open(Path dataset, String part, int fold) {
        Path file = SplitFile.in(dataset);
        List<Split> folds = SplitFile.isIn(dataset) ? SplitFile.readAll(file) : List.of();
        if (fold > 0 || folds.size() < 2) {
            return RunData.open(dataset, Overlap.ALLOWED, fold);
        }
        return RunData.openAny(dataset).withSplit(together(folds, part, file));
    }

    /** Every case tests in one fold: the test parts together are what cross-validation scores. */
    private static Split together(List<Split> folds, String part, Path file) {
        List<String> ids =
                folds.stream().flatMap(fold -> fold.part(part).stream()).toList();
        if (!part.equals("test") || new HashSet<>(ids).size() < ids.size()) {
            throw new DataException(file + " holds " + folds.size() + " folds, and a case is in the " + part
                    + " part of more than one; say which fold is meant: --fold 1 to " + folds.size());
        }
        String protocol = (folds.get(0).protocol() + ", all " + folds.size() + " folds").replaceFirst("^, ", "");
        return new Split(protocol, folds.get(0).seed(), List.of(), List.of(), ids);
    }

    private Optional<Finding> notScored(Predicted found, String part) {
        List<String> kinds = new ArrayList<>();
        if (!found.others().isEmpty()) {
            kinds.add(found.others().size() + " of other cases (" + names(found.others()) + ")");
        }
        if (!found.strangers().isEmpty()) {
            kinds.add(found.strangers().size() + " of no case (" + names(found.strangers()) + ")");
        }
        return kinds.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.of(
                        BadInput.S1,
                        Severity.WARNING,
                        "files in " + predictions + " that are not scored, not being of the " + part + " cases: "
                                + String.join(", ", kinds)));
    }

    private static String names(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
                + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "");
    }
}
