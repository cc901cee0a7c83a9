package org.attunet.experiments.run;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.eval.inference.CoarseSearch;
import org.attunet.eval.inference.CoarseSearch.Found;
import org.attunet.eval.inference.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a coarse network says that a run's cases have their organs; each case is looked through once. Thread-safe. */
final class OrganBoxes {
    private static final Logger LOG = LoggerFactory.getLogger(OrganBoxes.class);

    private final Optional<CoarseSearch> search;
    private final CaseReader reader;
    private final Map<String, Found> found = new ConcurrentHashMap<>();

    /** @param search empty looks everywhere */
    OrganBoxes(Optional<CoarseSearch> search, CaseReader reader) {
        this.search = search;
        this.reader = reader;
    }

    /**
     * The voxels of a case's preprocessed grid that are looked at.
     *
     * @param least voxels along each axis that they are at least, as far as the grid has them
     * @return empty for all
     */
    Optional<Box> of(Case source, Geometry grid, Size least) {
        return search.flatMap(
                by -> found.computeIfAbsent(source.id(), id -> find(by, source)).on(grid, least));
    }

    /** One at a time: a network has one set of buffers. */
    private synchronized Found find(CoarseSearch by, Case source) {
        Found result = by.find(reader.read(source).image(), Progress.NONE);
        result.findings().forEach(finding -> LOG.warn("{}: {} [{}]", source.id(), finding.message(), finding.code()));
        return result;
    }
}
