package org.attunet.data.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.transform.Sample;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares each case once for all runs and keeps it on disk, under a name that is the SHA-256 of image, label and everything that
 * decides what becomes of them: a changed file or setting leads to another name, never to an old result. Patches are cut from
 * the mapped file, so a case is never read whole. Files in use are never removed to make room, since that would free none; a
 * case for which there is no room stays in memory.
 */
public final class DiskCases implements PreparedCases {
    /** What became of a case that was to be kept. */
    public enum Kept {
        /** It was there. */
        FOUND,
        /** It is there now. */
        PREPARED,
        /** The disk is full or read-only, or what the cache may take is in use, or the files changed meanwhile. */
        NO_ROOM
    }

    private static final Logger LOG = LoggerFactory.getLogger(DiskCases.class);

    private final Preparation preparation;
    private final CacheSettings settings;
    private final CacheFolder folder;
    private final Optional<Path> elsewhere;
    private final CaseCache cases = new CaseCache(this::open);

    /** Cases of a dataset with these settings, preprocessed in this way, kept in {@code settings.folder()}. */
    public DiskCases(DatasetSettings dataset, PreprocessingSettings preprocessing, CacheSettings settings) {
        this(dataset, preprocessing, settings, Optional.empty());
    }

    /**
     * The same on a machine that has a folder of its own.
     *
     * @param elsewhere another folder, from which a case is copied where it is there; nothing is written to it
     */
    public DiskCases(
            DatasetSettings dataset,
            PreprocessingSettings preprocessing,
            CacheSettings settings,
            Optional<Path> elsewhere) {
        this.settings = settings;
        this.elsewhere = elsewhere;
        preparation = new Preparation(dataset, preprocessing);
        folder = new CacheFolder(settings.folder(), settings.maxBytes());
    }

    @Override
    public PreparedCase get(Case source) {
        return cases.get(source);
    }

    /**
     * Prepares a case where that has not been done before, without keeping it open.
     *
     * @return what became of it
     */
    public Kept keep(Case source) {
        String key = key(source);
        if (opened(source, key).isPresent()) {
            return Kept.FOUND;
        }
        Sample sample = preparation.run(source);
        return key(source).equals(key)
                        && store(key, sample)
                        && opened(source, key).isPresent()
                ? Kept.PREPARED
                : Kept.NO_ROOM;
    }

    private PreparedCase open(Case source) {
        String key = key(source);
        return opened(source, key).or(() -> copied(source, key)).orElseGet(() -> prepared(source, key));
    }

    private Optional<PreparedCase> opened(Case source, String key) {
        Optional<PreparedCase> found = CacheFile.open(source.id(), folder.file(key));
        found.ifPresent(prepared -> folder.use(key));
        return found;
    }

    private Optional<PreparedCase> copied(Case source, String key) {
        Optional<Path> there = elsewhere
                .map(other -> new CacheFolder(other, settings.maxBytes()).file(key))
                .filter(Files::exists);
        return there.filter(file -> copy(file, key)).flatMap(file -> opened(source, key));
    }

    private boolean copy(Path file, String key) {
        try {
            return folder.put(key, Files.size(file), copy -> Files.copy(file, copy));
        } catch (IOException e) {
            LOG.warn("{} cannot be copied to the cache {} ({})", file, settings.folder(), e.toString());
            return false;
        }
    }

    private PreparedCase prepared(Case source, String key) {
        Sample sample = preparation.run(source);
        // A file that changed while it was read belongs to neither name.
        boolean isStored = key(source).equals(key) && store(key, sample);
        return (isStored ? opened(source, key) : Optional.<PreparedCase>empty())
                .orElseGet(() -> new MemoryCase(source.id(), sample));
    }

    private String key(Case source) {
        return CacheKey.of(source, settings.storage() + " " + preparation.description());
    }

    /** Whether it worked: a full or read-only disk costs time, not the run. */
    private boolean store(String key, Sample sample) {
        try {
            long bytes = CacheFile.bytes(sample, settings.storage());
            return folder.put(key, bytes, file -> CacheFile.write(sample, settings.storage(), file));
        } catch (IOException e) {
            LOG.warn("The cache {} cannot be written ({}); the case stays in memory", settings.folder(), e.toString());
            return false;
        }
    }

    /** Lets other programs remove the files that were used here. */
    @Override
    public void close() {
        try {
            folder.close();
        } catch (IOException e) {
            LOG.warn("The cache {} could not be left in order: {}", settings.folder(), e.toString());
        }
    }
}
