package org.attunet.eval.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.transform.PreprocessedCase;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.AttentionMapper;
import org.attunet.eval.inference.NetworkSegmentation;
import org.attunet.eval.inference.NetworkSegmenter;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.inference.Segmentation;
import org.attunet.eval.inference.Segmenter;
import org.attunet.eval.metric.ErrorsByDistance;
import org.attunet.eval.metric.MaskPair;
import org.attunet.eval.metric.Reliability;
import org.attunet.eval.metric.Scorer;
import org.attunet.eval.metric.Scores;
import org.attunet.eval.quality.MaskTraits;
import org.attunet.eval.quality.PredictedDice;
import org.attunet.eval.quality.QualityCsv;
import org.attunet.eval.report.MaskEvaluation.Outcome;

/**
 * Predicts the cases of a split and scores them on their own grids.
 *
 * @param reader how cases are read
 * @param segmenter what is evaluated
 * @param postprocess what is done to every predicted mask; identity leaves it as it is
 * @param scorer which label counts
 * @param attention of the network that is evaluated, to be shown; nothing where it has none
 */
public record ModelEvaluation(
        CaseReader reader,
        Segmenter segmenter,
        UnaryOperator<Mask> postprocess,
        Scorer scorer,
        Optional<AttentionMapper> attention) {
    private static final Spacing REFERENCE_GRID = Spacing.isotropic(2);
    private static final double SAME_SPACING = 1e-3;
    /** How much progress a case is: it is counted in hundredths. */
    public static final int CASE = 100;

    /** Of a segmenter whose attention is not shown. */
    public ModelEvaluation(CaseReader reader, Segmenter segmenter, UnaryOperator<Mask> postprocess, Scorer scorer) {
        this(reader, segmenter, postprocess, scorer, Optional.empty());
    }

    /**
     * Runs the evaluation and writes it.
     *
     * @param split name of what is scored
     * @throws DataException before anything is predicted if a case has no label
     */
    public Outcome run(String split, List<Case> cases, EvaluationFolder folder, Progress progress) {
        begin(cases, folder);
        List<CaseResult> results = new ArrayList<>();
        for (int n = 0; n < cases.size(); n++) {
            int before = CASE * n;
            Progress within = (done, total) -> progress.at(before + CASE * done / total, CASE * cases.size());
            results.add(evaluate(cases.get(n), folder, within));
        }
        return end(split, results, attention.map(AttentionMapper::gates).orElse(List.of()), folder);
    }

    /**
     * Makes the folder, before the first case is evaluated.
     *
     * @throws DataException if a case has no label
     */
    public static void begin(List<Case> cases, EvaluationFolder folder) {
        requireLabels(cases);
        folder.begin();
    }

    /**
     * Sums up and writes what all cases have in common.
     *
     * @param split name of what was scored
     * @param results of the cases, in their order
     * @param gates whose attention is shown
     */
    public static Outcome end(String split, List<CaseResult> results, List<String> gates, EvaluationFolder folder) {
        folder.requireThere();
        new EvaluationDetails(
                        ErrorsByDistance.mean(
                                results.stream().map(CaseResult::errors).toList()),
                        Optional.of(results.stream()
                                .map(CaseResult::reliability)
                                .reduce(Reliability.NONE, Reliability::plus)),
                        results.stream()
                                .map(CaseResult::uncalibrated)
                                .filter(Objects::nonNull)
                                .reduce(Reliability::plus),
                        gates)
                .write(folder.details());
        QualityCsv.write(
                folder.quality(), results.stream().map(CaseResult::quality).toList());
        List<Finding> findings =
                results.stream().flatMap(result -> result.findings().stream()).toList();
        return new Outcome(
                folder.write(split, results.stream().map(CaseResult::scores).toList()), findings);
    }

    private static void requireLabels(List<Case> cases) {
        String without = cases.stream()
                .filter(source -> source.label().isEmpty())
                .map(Case::id)
                .collect(Collectors.joining(", "));
        if (!without.isEmpty()) {
            throw new DataException("cases without a label cannot be scored: " + without);
        }
        if (cases.isEmpty()) {
            throw new DataException("there is no case to score");
        }
    }

    /** Predicts and scores one case, and writes what is kept of it. */
    public CaseResult evaluate(Case source, EvaluationFolder folder, Progress progress) {
        Sample sample = reader.read(source);
        Prediction prediction = predict(sample, progress);
        MaskPair masks = prediction.onImage();
        Scores scores = score(source, masks, prediction.onReferenceGrid().orElse(masks));
        folder.requireThere();
        folder.keep(scores, sample.image(), masks, scorer.label(), prediction.layers());
        return new CaseResult(
                scores,
                ErrorsByDistance.of(masks, scorer.label()),
                prediction.reliability(),
                prediction.uncalibrated().orElse(null),
                prediction.dice().orElse(null),
                prediction.traits().orElse(null),
                prediction.findings().stream()
                        .map(finding -> finding.in(source.id()))
                        .toList());
    }

    private Scores score(Case source, MaskPair masks, MaskPair onReferenceGrid) {
        try {
            return scorer.score(source.id(), masks, onReferenceGrid);
        } catch (DataException e) {
            throw new DataException(source.id() + ": " + e.getMessage(), e);
        }
    }

    /**
     * What was predicted for a case.
     *
     * @param onImage prediction and label on the image's grid
     * @param onReferenceGrid the same on the network's grid, where that is the 2 mm grid
     * @param reliability of its probabilities
     * @param uncalibrated of the probabilities before a temperature changed them, where one did
     * @param dice what is predicted of its mask
     * @param traits of the mask, where one network made it
     * @param findings what is to be said of how it was found
     * @param layers what else there is to look at
     */
    private record Prediction(
            MaskPair onImage,
            Optional<MaskPair> onReferenceGrid,
            Reliability reliability,
            Optional<Reliability> uncalibrated,
            Optional<PredictedDice> dice,
            Optional<MaskTraits> traits,
            List<Finding> findings,
            NetworkLayers layers) {}

    private Prediction predict(Sample sample, Progress progress) {
        return segmenter instanceof NetworkSegmenter network
                ? predict(network, sample, progress)
                : predict(
                        segmenter.segment(sample.image(), progress),
                        sample.label().orElseThrow());
    }

    private Prediction predict(Segmentation segmentation, Mask label) {
        Volume probability = segmentation.probabilities().get(scorer.label());
        CroppedView view = CroppedView.around(label, scorer.label());
        return new Prediction(
                new MaskPair(postprocess.apply(segmentation.mask()), label),
                Optional.empty(),
                Reliability.of(probability::get, label, scorer.label()),
                Optional.empty(),
                segmentation.predictedDice(),
                Optional.empty(),
                segmentation.findings(),
                new NetworkLayers(Optional.of(view.percent(probability::get)), Map.of()));
    }

    /** Probabilities are looked at where the network works: on the image's grid there are many times more of them. */
    private Prediction predict(NetworkSegmenter network, Sample sample, Progress progress) {
        PreprocessedCase processed = network.pipeline().run(sample);
        Mask label = processed.sample().label().orElseThrow();
        NetworkSegmentation segmentation =
                network.prepare(sample.image(), processed).segment(progress);
        return new Prediction(
                new MaskPair(
                        postprocess.apply(segmentation.mask()), sample.label().orElseThrow()),
                isReferenceGrid(processed)
                        ? Optional.of(new MaskPair(postprocess.apply(segmentation.networkMask()), label))
                        : Optional.empty(),
                reliability(segmentation, label),
                segmentation.temperature() == 1
                        ? Optional.empty()
                        : Optional.of(reliability(segmentation.uncalibrated(), label)),
                segmentation.predictedDice(),
                Optional.of(segmentation.traits()),
                segmentation.findings(),
                layers(segmentation, label));
    }

    /** Around the label, on the network's grid. */
    private NetworkLayers layers(NetworkSegmentation segmentation, Mask label) {
        Volume probability = CroppedView.around(label, scorer.label())
                .percent(n -> segmentation.networkProbability(scorer.label(), n));
        Volume image = segmentation.processed().sample().image();
        Map<String, Volume> maps =
                attention.map(mapper -> mapper.around(image, box(label))).orElse(Map.of());
        Map<String, Volume> coarse = new LinkedHashMap<>();
        maps.forEach((gate, map) -> coarse.put(gate, PercentMap.thinned(map, AttentionMapper.voxel(gate))));
        return new NetworkLayers(Optional.of(probability), coarse);
    }

    /** The label's, or the image's where there is none. */
    private Box box(Mask label) {
        Size size = label.size();
        return Box.around(label, scorer.label()).orElse(new Box(0, 0, 0, size.x(), size.y(), size.z()));
    }

    private Reliability reliability(NetworkSegmentation segmentation, Mask label) {
        return Reliability.of(n -> segmentation.networkProbability(scorer.label(), n), label, scorer.label());
    }

    private static boolean isReferenceGrid(PreprocessedCase processed) {
        Spacing spacing = processed.geometry().spacing();
        return Math.abs(spacing.x() - REFERENCE_GRID.x()) < SAME_SPACING
                && Math.abs(spacing.y() - REFERENCE_GRID.y()) < SAME_SPACING
                && Math.abs(spacing.z() - REFERENCE_GRID.z()) < SAME_SPACING;
    }
}
