package org.attunet.experiments.run;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attunet.data.AtomicFile;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;
import org.attunet.data.Json;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.fingerprint.Fingerprint;
import org.attunet.data.fingerprint.KnownScans;
import org.attunet.data.fingerprint.ScanLandmarks;
import org.attunet.eval.inference.Progress;
import org.attunet.train.RunFolder;

/** {@code fingerprints.json} of a run: by which the cases that it trained on or was chosen by are recognised, whatever becomes of their files. */
final class CaseFingerprints {
    private static final JsonMapper JSON = new JsonMapper();

    private CaseFingerprints() {}

    /**
     * Reads every training and validation case of a run that begins; one that is resumed has them.
     *
     * @param kept makes those that no other run made
     */
    static void write(RunFolder run, RunData data, KeptFingerprints kept, Progress progress) {
        if (Files.exists(run.fingerprints())) {
            return;
        }
        List<Case> cases = Stream.of("train", "validation")
                .flatMap(part -> data.cases(part).stream())
                .distinct()
                .toList();
        Map<String, String> texts = new TreeMap<>();
        for (Case source : cases) {
            texts.put(source.id(), kept.of(source).text());
            progress.at(texts.size(), cases.size());
        }
        AtomicFile.write(run.fingerprints(), Json.of(texts) + "\n");
    }

    /** Of cases, one after the other: a scan takes memory, and each is worked on by all processors. */
    static KnownScans of(CaseReader reader, List<Case> cases, Progress progress) {
        Map<String, Fingerprint> named = new TreeMap<>();
        for (int n = 0; n < cases.size(); n++) {
            named.put(cases.get(n).id(), landmarks(reader, cases.get(n)).fingerprint());
            progress.at(n + 1, cases.size());
        }
        return new KnownScans(named);
    }

    /** Of one case; its label is not read. */
    static ScanLandmarks landmarks(CaseReader reader, Case source) {
        Case image = new Case(source.id(), source.image(), Optional.empty());
        return ScanLandmarks.of(reader.read(image).image());
    }

    /** Texts by case, as a run keeps them; nothing of a run of an earlier version. */
    static Optional<Map<String, String>> read(RunFolder run) {
        if (!Files.exists(run.fingerprints())) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    JSON.readValue(run.fingerprints().toFile(), new TypeReference<Map<String, String>>() {}));
        } catch (IOException e) {
            throw new DataException(run.fingerprints() + " cannot be read: " + FileFailure.reason(e), e);
        }
    }

    /** The scans that texts speak of. */
    static KnownScans parse(Map<String, String> texts, Object where) {
        Map<String, Fingerprint> named = new TreeMap<>();
        texts.forEach((name, text) -> {
            try {
                named.put(name, Fingerprint.parse(text));
            } catch (IllegalArgumentException e) {
                throw new DataException(
                        "a fingerprint of " + where + " cannot be understood: " + e.getMessage()
                                + "; it is damaged, or of a newer version",
                        e);
            }
        });
        return new KnownScans(named);
    }
}
