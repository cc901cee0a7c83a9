package org.attunet.data.fingerprint;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Scans that were seen before, by their fingerprints.
 *
 * @param named fingerprints by what their scans are called
 */
public record KnownScans(Map<String, Fingerprint> named) {
    /** Keeps its own copy. */
    public KnownScans {
        named = new LinkedHashMap<>(named);
    }

    /**
     * A known scan that another one is the same as.
     *
     * @param name what it is called
     * @param shared landmarks that both have
     * @param of landmarks of its fingerprint
     */
    public record Match(String name, int shared, int of) {}

    /** The known scan that has most landmarks of this one, if that are enough. */
    public Optional<Match> find(ScanLandmarks scan) {
        return named.entrySet().stream()
                .map(known -> new Match(
                        known.getKey(),
                        scan.shared(known.getValue()),
                        known.getValue().descriptors().size()))
                .filter(match -> match.shared() >= Fingerprint.SHARED)
                .max(Comparator.comparingInt(Match::shared));
    }

    /** Scans that show too little to be recognised by. */
    public long unusable() {
        return named.values().stream().filter(known -> !known.isUsable()).count();
    }
}
