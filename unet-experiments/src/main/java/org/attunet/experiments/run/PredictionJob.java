package org.attunet.experiments.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.attunet.data.AtomicFile;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.dicom.DicomSegmentation;
import org.attunet.data.dicom.DicomSource;
import org.attunet.data.dicom.SegmentationNotes;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.Agreement;
import org.attunet.eval.inference.Coverage;
import org.attunet.eval.inference.Decision;
import org.attunet.eval.inference.EnsembleSegmenter;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.Postprocessing;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.inference.Segmentation;
import org.attunet.eval.inference.Segmenter;
import org.attunet.eval.inference.Unseen;
import org.attunet.eval.quality.PredictedDice;
import org.attunet.eval.report.HeatMap;
import org.attunet.experiments.CodeVersion;
import org.attunet.model.engine.Backend;

/**
 * Segments scans and writes what was found.
 *
 * @param models one, or several that vote with their probabilities
 * @param segmenter of these models
 * @param postprocessing what is done to every mask
 * @param extras what is written beside the mask
 * @param accepted what of the models' training the scans may go beyond
 * @param findings what is odd about using these models, whatever the scan
 * @param backend what computes
 */
public record PredictionJob(
        List<Model> models,
        Segmenter segmenter,
        Postprocessing postprocessing,
        Set<Extra> extras,
        Set<Unseen> accepted,
        List<Finding> findings,
        Backend backend) {
    /** The class that is shown: the organ. */
    private static final int ORGAN = 1;
    /** Affines are stored in 32 bits. */
    private static final double SAME_PLACE_MM = 0.01;
    /** Bytes of Java's heap: a scan of 512×512×240 with a network of full size. */
    private static final long MUCH = 256L << 20;

    /** What may be written beside a mask. */
    public enum Extra {
        PROBABILITIES,
        ATTENTION,
        AGREEMENT,
        OVERLAY
    }

    /** Models must know the same classes; attention maps are those of one model. */
    public PredictionJob {
        models = List.copyOf(models);
        extras = Set.copyOf(extras);
        accepted = Set.copyOf(accepted);
        findings = List.copyOf(findings);
        if (models.size() > 1 && extras.contains(Extra.ATTENTION)) {
            throw new IllegalArgumentException("attention maps are those of one model, not of " + models.size());
        }
        requireSameClasses(models);
    }

    static void requireSameClasses(List<Model> models) {
        for (Model model : models) {
            if (!model.classes().equals(models.get(0).classes())) {
                throw new DataException("the models of an ensemble must know the same classes: one knows "
                        + models.get(0).classes() + ", another " + model.classes());
            }
        }
    }

    /**
     * What was found in a scan.
     *
     * @param mask on the scan's own grid
     * @param agreement mean Dice between the members' masks; nothing of one model
     * @param dice how good the mask of class 1 probably is, before anything was done to it; nothing where no model learned that
     * @param findings what is to be said of it, and of the models
     */
    public record Prediction(
            Mask mask, Optional<Double> agreement, Optional<PredictedDice> dice, List<Finding> findings) {
        /** Keeps its own copy. */
        public Prediction {
            findings = List.copyOf(findings);
        }
    }

    /**
     * A job for these models, each patch also looked at mirrored along {@code flips}.
     *
     * @throws DataException if a model's training does not cover that and it is not accepted
     * @throws org.attunet.model.SettingsException if a model's windows do not fit into memory
     */
    public static PredictionJob of(
            List<Model> models,
            Set<Integer> flips,
            Postprocessing postprocessing,
            Set<Extra> extras,
            Set<Unseen> accepted,
            Backend backend) {
        List<Segmenter> members = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (Model model : models) {
            findings.addAll(Coverage.of(model, accepted).begin(flips));
            MemoryCheck.requireInference("predicting with " + model.name(), model, backend);
            members.add(flips.isEmpty() ? model.segmenter(backend) : model.segmenterWithFlips(flips, backend));
        }
        Segmenter segmenter = members.size() == 1 ? members.get(0) : new EnsembleSegmenter(members);
        return new PredictionJob(models, segmenter, postprocessing, extras, accepted, findings, backend);
    }

    /** Names of the classes, background first. */
    public List<String> classes() {
        return models.get(0).classes();
    }

    private boolean isDrawn() {
        return extras.contains(Extra.OVERLAY);
    }

    /**
     * Gets ready to segment a scan: once this is done, whoever lets go of the scan frees its memory.
     *
     * @throws DataException before any work where the results cannot be written, or a model's training does not cover the scan
     */
    public PreparedScan prepare(ScanImage scan, PredictionFiles files) {
        AtomicFile.check(files.mask());
        if (files.format() == MaskFormat.DICOM_SEG) {
            DicomSegmentation.checkSource(referred(scan.source()));
        }
        Volume hu = scan.volume();
        List<Finding> odd = new ArrayList<>(findings);
        for (Model model : models) {
            odd.addAll(Coverage.of(model, accepted).scan(files.scan(), hu.geometry()));
        }
        boolean isKept = isDrawn() || extras.contains(Extra.ATTENTION);
        return new PreparedScan(
                files, segmenter.prepare(hu), scan.source(), isKept ? Optional.of(hu) : Optional.empty(), odd);
    }

    /** Segments a scan and writes the results. */
    public Prediction predict(PreparedScan scan, Progress progress) {
        giveBack();
        PredictionFiles files = scan.files();
        List<Finding> odd = new ArrayList<>(scan.findings());
        Optional<Segmentation> whole = extras.contains(Extra.PROBABILITIES) || models.size() > 1
                ? Optional.of(scan.image().segment(progress))
                : Optional.empty();
        Optional<Agreement> agreement = whole.flatMap(Segmentation::agreement);
        Decision decision = whole.map(Decision::of).orElseGet(() -> scan.image().decide(progress));
        odd.addAll(decision.findings());
        decision.predictedDice()
                .filter(PredictedDice::isLow)
                .map(PredictionJob::poor)
                .ifPresent(odd::add);
        Postprocessing.Result result = postprocessing.run(decision.mask(), classes());
        odd.addAll(result.findings());
        Mask mask = result.mask();
        switch (files.format()) {
            case NIFTI -> write(mask, files.mask());
            case DICOM_SEG -> DicomSegmentation.write(mask, referred(scan.source()), notes(), files.mask());
        }
        Optional<PredictionPictures> pictures = scan.hu()
                .filter(hu -> isDrawn())
                .map(hu -> new PredictionPictures(hu, mask, ORGAN, classes().get(ORGAN), files));
        if (extras.contains(Extra.PROBABILITIES)) {
            List<Volume> perClass = whole.orElseThrow().probabilities();
            for (int c = 1; c < perClass.size(); c++) {
                String name = classes().get(c);
                keep(new HeatMap("probability of " + name, perClass.get(c), 1), files.probability(name), pictures);
            }
        }
        if (extras.contains(Extra.ATTENTION)) {
            models.get(0)
                    .attention(scan.hu().orElseThrow(), backend, Progress.NONE)
                    .forEach((gate, map) ->
                            keep(new HeatMap("attention, " + gate, map, 1), files.attention(gate), pictures));
        }
        if (extras.contains(Extra.AGREEMENT)) {
            agreement.ifPresent(found -> NiftiWriter.write(found.map(), files.agreement()));
        }
        pictures.ifPresent(PredictionPictures::draw);
        return new Prediction(mask, agreement.map(Agreement::dice), decision.predictedDice(), odd);
    }

    /** What a long scan took goes back to the machine before the network takes its own; Java by itself would keep it. */
    private static void giveBack() {
        Runtime java = Runtime.getRuntime();
        if (java.totalMemory() - java.freeMemory() > MUCH) {
            System.gc();
        }
    }

    private static Finding poor(PredictedDice dice) {
        return Finding.of(
                BadInput.M10,
                Severity.WARNING,
                String.format(
                        Locale.ROOT,
                        "the mask is predicted to be poor, a Dice of %.2f (below %.2f): look at it before it is used",
                        dice.dice(),
                        dice.warnedBelow()));
    }

    private static DicomSource referred(Optional<DicomSource> source) {
        return source.orElseThrow(() -> new DataException("a DICOM segmentation can only be made of a DICOM series"));
    }

    private SegmentationNotes notes() {
        String algorithm = models.size() == 1 ? models.get(0).name() : "mean of " + models.size() + " models";
        return new SegmentationNotes(classes().subList(1, classes().size()), algorithm, CodeVersion.current());
    }

    private static void keep(HeatMap map, Path file, Optional<PredictionPictures> pictures) {
        NiftiWriter.write(map.values(), file);
        pictures.ifPresent(drawn -> drawn.draw(map, file));
    }

    /** Masks go to people who cannot look into this program: each is read back and held against what was meant. */
    private static void write(Mask mask, Path file) {
        NiftiWriter.write(mask, file);
        if (!NiftiReader.holds(file, mask, SAME_PLACE_MM)) {
            throw new DataException(file + " does not read back as it was written; is the disk sound?");
        }
    }
}
