package org.attunet.experiments.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.dataset.Dataset;
import org.attunet.data.dataset.DatasetFolder;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.fingerprint.Fingerprint;
import org.attunet.data.fingerprint.KnownScans;
import org.attunet.data.fingerprint.ScanLandmarks;
import org.attunet.eval.inference.Progress;

/**
 * Finds scans that somebody trained on among those that are to test, by what they show: resampled, cropped, renamed, in another order of
 * axes or with a constant added to their values.
 *
 * @param known the scans of the training
 * @param of what names them in messages
 */
public record LeakCheck(KnownScans known, Path of) {
    /**
     * Against the cases of a dataset folder, or those that a model was trained on or chosen by.
     *
     * @throws DataException where a model does not carry their fingerprints: nothing can be said then
     */
    public static LeakCheck against(Path named, Progress progress) {
        KnownScans known = isDataset(named) ? ofDataset(DatasetFolder.open(named), progress) : ofModels(named);
        return new LeakCheck(known, named);
    }

    private static boolean isDataset(Path named) {
        return Files.isDirectory(named.resolve("images")) || Files.isDirectory(named.resolve("imagesTr"));
    }

    private static KnownScans ofDataset(Dataset dataset, Progress progress) {
        return CaseFingerprints.of(new CaseReader(dataset.settings()), dataset.cases(), progress);
    }

    private static KnownScans ofModels(Path named) {
        Map<String, String> texts = new LinkedHashMap<>();
        ModelPath.all(named).forEach(model -> texts.putAll(fingerprints(model)));
        return CaseFingerprints.parse(texts, named);
    }

    private static Map<String, String> fingerprints(ModelPath model) {
        Map<String, String> texts = model.run()
                .map(run -> CaseFingerprints.read(run).orElse(Map.of()))
                .orElseGet(() -> ModelCard.read(model.file())
                        .map(card -> numbered(card.data().contents()))
                        .orElse(Map.of()));
        if (texts.isEmpty()) {
            throw new DataException(
                    model.named() + " carries no fingerprints of the cases that it was trained on, so that"
                            + " nothing can be said of them. Runs of this version keep them, and ./unet export RUN MODEL takes them"
                            + " along; for others give --against the folder of the dataset that it was trained on");
        }
        return texts;
    }

    /** A card names no case. */
    private static Map<String, String> numbered(Iterable<String> texts) {
        Map<String, String> numbered = new LinkedHashMap<>();
        texts.forEach(text -> numbered.put("training case " + (numbered.size() + 1), text));
        return numbered;
    }

    /** An error of every case that is among the known scans, a warning where too little is there to be sure. */
    public List<Finding> run(DatasetSettings settings, List<Case> cases, Progress progress) {
        CaseReader reader = new CaseReader(settings);
        List<Finding> findings = new ArrayList<>();
        for (int n = 0; n < cases.size(); n++) {
            of(cases.get(n), CaseFingerprints.landmarks(reader, cases.get(n))).ifPresent(findings::add);
            progress.at(n + 1, cases.size());
        }
        if (known.unusable() > 0) {
            findings.add(Finding.of(
                    BadInput.M9,
                    Severity.WARNING,
                    known.unusable() + " of " + known.named().size() + " scans of " + of
                            + " show too little to be recognised by: nothing is said of them"));
        }
        return findings;
    }

    private Optional<Finding> of(Case source, ScanLandmarks scan) {
        Optional<KnownScans.Match> match = known.find(scan);
        if (match.isPresent()) {
            return Optional.of(Finding.of(BadInput.M9, Severity.ERROR, message(match.get()))
                    .in(source.id()));
        }
        return scan.count() >= Fingerprint.SHARED
                ? Optional.empty()
                : Optional.of(Finding.of(
                                BadInput.M9,
                                Severity.WARNING,
                                "it shows too little to be compared with " + of + ": nothing is said of it")
                        .in(source.id()));
    }

    private String message(KnownScans.Match match) {
        return "the same scan as " + match.name() + " of " + of + " (" + match.shared() + " of its " + match.of()
                + " landmarks are here, " + Fingerprint.SHARED
                + " would do): a model that was trained on it is not tested"
                + " by it. Leave the case out";
    }
}
