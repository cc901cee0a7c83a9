package org.attunet.experiments.run;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.attunet.eval.quality.CaseQuality;
import org.attunet.eval.quality.DicePredictor;
import org.attunet.eval.quality.DiceRegression;
import org.attunet.eval.quality.LabelledMask;
import org.attunet.eval.quality.QualityCsv;
import org.attunet.eval.report.EvaluationFolder;
import org.attunet.train.Checkpoint;
import org.attunet.train.RunFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Teaches models how good their masks are, by cases with labels that were not trained on. */
final class DiceLearning {
    private static final Logger LOG = LoggerFactory.getLogger(DiceLearning.class);

    private DiceLearning() {}

    /**
     * Of a run alone: by its validation cases, nothing where they are too few.
     *
     * @param count how many there are
     * @param masks what its masks of them show; asked for only where they are enough
     */
    static Optional<DicePredictor> of(String run, int count, Supplier<List<LabelledMask>> masks) {
        if (count < DiceRegression.FEWEST) {
            LOG.info(
                    "{}: predicts no Dice of its masks: {} validation cases teach too little, {} are needed; a"
                            + " cross-validation learns from all cases",
                    run,
                    count,
                    DiceRegression.FEWEST);
            return Optional.empty();
        }
        return Optional.of(said(run, DiceRegression.fit(masks.get())));
    }

    /**
     * Of a cross-validation: every fold's model learns from the test cases of all folds, each segmented by the fold that did not see it. Its
     * scores get what the others predict of each.
     */
    static void pool(RunFolder all) {
        List<CaseQuality> cases = new ArrayList<>();
        all.folds().forEach(fold -> cases.addAll(QualityCsv.read(new EvaluationFolder(fold.evaluation()).quality())));
        List<LabelledMask> masks =
                cases.stream().flatMap(one -> one.labelled().stream()).toList();
        if (masks.size() < cases.size() || masks.size() < DiceRegression.FEWEST) {
            LOG.info(
                    "{}: predicts no Dice of its masks: the traits of {} test cases are known, and {} are needed",
                    all.name(),
                    masks.size(),
                    DiceRegression.FEWEST);
            return;
        }
        DicePredictor learned = said(all.name(), DiceRegression.fit(masks));
        all.folds().forEach(fold -> teach(fold, learned));
        double[] predicted = DiceRegression.leftOut(masks);
        List<CaseQuality> told = new ArrayList<>();
        for (int n = 0; n < predicted.length; n++) {
            told.add(cases.get(n).predicted(learned.predicted(predicted[n])));
        }
        QualityCsv.write(new EvaluationFolder(all.evaluation()).quality(), told);
    }

    /** Nothing is written where it knows that already. */
    private static void teach(RunFolder fold, DicePredictor learned) {
        if (!Files.exists(fold.best())) {
            return;
        }
        Checkpoint best = Checkpoint.read(fold.best());
        if (!best.model().quality().equals(Optional.of(learned))) {
            best.with(best.model().judged(Optional.of(learned))).write(fold.best());
        }
    }

    private static DicePredictor said(String name, DicePredictor learned) {
        LOG.info(
                "{}: predicts the Dice of its masks, left out one at a time: {}",
                name,
                learned.fit().text());
        return learned;
    }
}
