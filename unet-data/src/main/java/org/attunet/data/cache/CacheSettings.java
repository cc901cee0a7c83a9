package org.attunet.data.cache;

import java.nio.file.Path;

/**
 * Where preprocessed cases are kept.
 *
 * @param folder made when first needed; several runs and programs may share it
 * @param storage how image values lie in its files
 * @param maxBytes what its files may take together; the ones unused for longest go first
 */
public record CacheSettings(Path folder, Storage storage, long maxBytes) {
    /** Refuses a cache that can hold nothing. */
    public CacheSettings {
        if (maxBytes <= 0) {
            throw new IllegalArgumentException("a cache needs room, not " + maxBytes + " bytes");
        }
    }
}
