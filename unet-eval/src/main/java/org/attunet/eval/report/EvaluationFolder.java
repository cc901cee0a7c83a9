package org.attunet.eval.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;
import org.attunet.data.FileName;
import org.attunet.data.Finding;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Volume;
import org.attunet.eval.metric.BlandAltman;
import org.attunet.eval.metric.MaskPair;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.PerCaseCsv;
import org.attunet.eval.metric.Scores;
import org.attunet.eval.metric.Summary;
import org.attunet.eval.metric.SummaryJson;

/**
 * Where an evaluation lies: {@code per-case.csv}, {@code summary.json}, {@code details.json}, {@code bland-altman.png}, of a model {@code quality.csv}; one file per case in
 * {@code overlays/}, {@code predictions/} and, of a network, {@code maps/}; and in {@code viewer/} what the report's viewer shows.
 *
 * @param path the folder
 */
public record EvaluationFolder(Path path) {
    /** One row per case. */
    public Path perCase() {
        return path.resolve("per-case.csv");
    }

    /** Means and the like. */
    public Path summary() {
        return path.resolve("summary.json");
    }

    /** The picture of a case. */
    public Path overlay(String caseId) {
        return FileName.inside(path.resolve("overlays"), caseId + ".png");
    }

    /** The mask that was predicted. */
    public Path prediction(String caseId) {
        return FileName.inside(path.resolve("predictions"), caseId + ".nii.gz");
    }

    /** What the masks were that were scored, where they were given as files. */
    Path masks() {
        return path.resolve("masks.json");
    }

    /** Predicted against labelled volumes, as a picture. */
    public Path agreement() {
        return path.resolve("bland-altman.png");
    }

    /** True beside predicted Dice of each case. */
    public Path quality() {
        return path.resolve("quality.csv");
    }

    /** Errors by distance, reliability of probabilities. */
    Path details() {
        return path.resolve("details.json");
    }

    /** The surroundings of the organ. */
    Path viewerImage(String caseId) {
        return FileName.inside(path.resolve("viewer"), caseId + "-image.nii.gz");
    }

    /** The label there. */
    Path viewerLabel(String caseId) {
        return FileName.inside(path.resolve("viewer"), caseId + "-label.nii.gz");
    }

    /** The prediction there. */
    Path viewerPrediction(String caseId) {
        return FileName.inside(path.resolve("viewer"), caseId + "-prediction.nii.gz");
    }

    /** The organ's probability there, where the network's is known. */
    Path viewerProbability(String caseId) {
        return FileName.inside(path.resolve("viewer"), caseId + "-probability.nii.gz");
    }

    /** What a gate lets through there. */
    Path viewerAttention(String caseId, String gate) {
        return FileName.inside(path.resolve("viewer"), caseId + "-attention-" + gate + ".nii.gz");
    }

    /** The picture of a case's probability and attention maps. */
    public Path maps(String caseId) {
        return FileName.inside(path.resolve("maps"), caseId + ".png");
    }

    boolean isThere() {
        return Files.isDirectory(path);
    }

    /** Makes it, for an evaluation that takes a while. */
    void begin() {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new DataException(path + " cannot be made: " + FileFailure.reason(e), e);
        }
    }

    /**
     * A folder that somebody took away or renamed meanwhile, or the run that it belongs to, is not made again.
     *
     * @throws DataException if it is not there
     */
    void requireThere() {
        if (!isThere()) {
            throw new DataException(path + " was there when the evaluation began and is gone, so that nothing can be"
                    + " saved; put it back and evaluate again");
        }
    }

    /** Writes the scores of a split that a model was scored on, summed up. */
    public Summary write(String split, List<Scores> cases) {
        remove(masks());
        return sum(split, cases);
    }

    /** The same of masks from files. */
    Summary write(MaskOrigin origin, List<Scores> cases, List<Finding> findings) {
        origin.write(masks(), findings);
        remove(quality());
        return sum(origin.splitName(), cases);
    }

    private Summary sum(String split, List<Scores> cases) {
        Summary summary = Summary.of(split, cases);
        PerCaseCsv.write(perCase(), cases);
        SummaryJson.write(summary(), summary);
        drawAgreement(split, cases);
        return summary;
    }

    /** Draws how volumes agree; where no case has both, no picture of earlier scores is left. */
    private void drawAgreement(String split, List<Scores> cases) {
        BlandAltman volumes = BlandAltman.of(cases);
        if (!volumes.points().isEmpty()) {
            AgreementPlot.write(
                    volumes, "Volumes, " + split + ", " + volumes.points().size() + " cases", agreement());
            return;
        }
        remove(agreement());
    }

    /**
     * Draws a case, keeps its prediction, and a smaller copy of all for the report.
     *
     * @param layers what else the network says; what an earlier evaluation left of that is removed
     */
    void keep(Scores scores, Volume image, MaskPair masks, int label, NetworkLayers layers) {
        String id = scores.caseId();
        draw(scores, image, masks, label);
        NiftiWriter.write(masks.prediction(), prediction(id));
        CroppedView view = CroppedView.around(masks.label(), label);
        NiftiWriter.write(view.of(image), viewerImage(id));
        NiftiWriter.write(view.of(masks.label(), label), viewerLabel(id));
        NiftiWriter.write(view.of(masks.prediction(), label), viewerPrediction(id));
        keep(id, layers);
        if (!layers.heatMaps().isEmpty()) {
            CaseFrame frame = new CaseFrame(image, masks, label, GreyWindow.ABDOMEN);
            new MapsPicture(frame, layers.heatMaps()).write(maps(id), id);
        }
    }

    private void keep(String id, NetworkLayers layers) {
        remove(viewerProbability(id));
        remove(maps(id));
        layers.probability().ifPresent(values -> NiftiWriter.write(values, viewerProbability(id)));
        layers.attention().forEach((gate, values) -> NiftiWriter.write(values, viewerAttention(id, gate)));
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new DataException("cannot remove " + file + ": " + FileFailure.reason(e), e);
        }
    }

    /** Draws a case. */
    void draw(Scores scores, Volume image, MaskPair masks, int label) {
        String id = scores.caseId();
        new Overlay(image, masks, label, GreyWindow.ABDOMEN).write(overlay(id), id, line(scores));
    }

    /** A case's scores in a line. */
    private static String line(Scores scores) {
        if (!scores.has(Metric.ASSD)) {
            return scores.note();
        }
        return String.format(
                Locale.ROOT,
                "Dice %.3f · surface distance %.2f mm · HD95 %.1f mm · %.0f ml predicted, %.0f ml labelled",
                scores.value(Metric.DICE),
                scores.value(Metric.ASSD),
                scores.value(Metric.HD95),
                scores.value(Metric.VOLUME_PRED),
                scores.value(Metric.VOLUME_LABEL));
    }
}
