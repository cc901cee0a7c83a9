package org.attunet.experiments.experiment;

import java.nio.file.Path;
import java.util.Optional;
import org.attunet.data.cache.CacheSettings;
import org.attunet.data.cache.DiskCases;
import org.attunet.data.cache.MemoryCases;
import org.attunet.data.cache.PreparedCases;
import org.attunet.data.cache.Storage;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.transform.PreprocessingSettings;

/**
 * Whether preprocessed cases are kept on disk, for later epochs and other runs.
 *
 * @param storage how image values lie in the files; empty keeps cases in memory alone
 * @param gigabytes what the files may take together, in units of 10⁹ bytes
 */
public record CacheConfig(Optional<Storage> storage, double gigabytes) {
    private static final double GIGABYTE = 1e9;

    /** Refuses a cache that can hold nothing. */
    public CacheConfig {
        if (!(gigabytes > 0)) {
            throw new IllegalArgumentException("gigabytes must be above 0, not " + gigabytes);
        }
    }

    /** The same kept on disk whatever happens to memory; empty where nothing is kept there. */
    public Optional<DiskCases> onDisk(DatasetSettings dataset, PreprocessingSettings preprocessing, Path folder) {
        return storage.map(way ->
                new DiskCases(dataset, preprocessing, new CacheSettings(folder, way, (long) (gigabytes * GIGABYTE))));
    }

    /**
     * Cases of a dataset, preprocessed in this way and kept in this folder where they are kept on disk.
     *
     * @param source a folder that they are copied from where they are there
     */
    public PreparedCases cases(
            DatasetSettings dataset, PreprocessingSettings preprocessing, Path folder, Optional<Path> source) {
        return storage.<PreparedCases>map(way -> new DiskCases(
                        dataset, preprocessing, new CacheSettings(folder, way, (long) (gigabytes * GIGABYTE)), source))
                .orElseGet(() -> new MemoryCases(dataset, preprocessing));
    }

    /** Cases of a dataset, preprocessed in this way and kept in this folder where they are kept on disk. */
    public PreparedCases cases(DatasetSettings dataset, PreprocessingSettings preprocessing, Path folder) {
        return cases(dataset, preprocessing, folder, Optional.empty());
    }
}
