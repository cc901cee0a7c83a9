package org.attunet.experiments.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.attunet.data.AtomicFile;
import org.attunet.data.DataException;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.fingerprint.Fingerprint;
import org.attunet.data.nifti.NiftiFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fingerprints of scans, each made once for all folds and runs of the same data: making one takes longer than all else before the first
 * step.
 *
 * @param settings how scans are read, which decides where their voxels lie
 * @param folder where they are kept, by what the scan's files hold; empty where nothing is kept on disk
 */
record KeptFingerprints(DatasetSettings settings, Optional<Path> folder) {
    private static final Logger LOG = LoggerFactory.getLogger(KeptFingerprints.class);

    /** Of a case's image; its label is not read. */
    Fingerprint of(Case source) {
        return folder.map(kept -> of(source, kept.resolve(key(source) + ".fingerprint")))
                .orElseGet(() -> made(source));
    }

    private Fingerprint of(Case source, Path file) {
        Optional<Fingerprint> kept = read(file);
        if (kept.isPresent()) {
            return kept.get();
        }
        Fingerprint made = made(source);
        try {
            Files.createDirectories(file.getParent());
            AtomicFile.write(file, made.text());
        } catch (IOException | DataException e) {
            LOG.debug("the fingerprint of {} is not kept", source.id(), e);
        }
        return made;
    }

    private Fingerprint made(Case source) {
        return CaseFingerprints.landmarks(new CaseReader(settings), source).fingerprint();
    }

    private String key(Case source) {
        return NiftiFiles.parts(source.image()).stream()
                .map(Hashes::ofFile)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining("\n"), hashes -> Hashes.ofText(settings + "\n" + hashes)));
    }

    /** Empty where there is none, or one that an earlier version or a failing disk left. */
    private static Optional<Fingerprint> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Fingerprint.parse(Files.readString(file)));
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("{} cannot be used", file, e);
            return Optional.empty();
        }
    }
}
