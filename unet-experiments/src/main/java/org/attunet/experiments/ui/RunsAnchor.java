package org.attunet.experiments.ui;

import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;

/** A storage without statistics: the way the comparison page, which the server makes itself, learns of the runs folder. */
final class RunsAnchor extends InMemoryStatsStorage {
    private final RunsFolder folder;

    RunsAnchor(RunsFolder folder) {
        this.folder = folder;
    }

    RunsFolder folder() {
        return folder;
    }
}
