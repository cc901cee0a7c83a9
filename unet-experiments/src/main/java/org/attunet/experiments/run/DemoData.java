package org.attunet.experiments.run;

import java.nio.file.Path;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.PhantomDataset;
import org.attunet.data.phantom.PhantomDataset.Existing;
import org.attunet.data.phantom.PhantomSettings;

/** The phantoms that stand in for CTs where a user names none: 32 of medium difficulty, 64³, seed 1. */
public final class DemoData {
    private static final PhantomSettings SETTINGS = PhantomSettings.cube(32, 64, 1, Difficulty.MEDIUM);

    private DemoData() {}

    /** The folder {@code demo-data} beside the runs folder, filled where it is not complete. */
    public static Path beside(Path runs, PhantomDataset.Progress progress) {
        Path folder = runs.toAbsolutePath().normalize().resolveSibling("demo-data");
        if (!PhantomDataset.isComplete(folder, SETTINGS)) {
            PhantomDataset.write(folder, SETTINGS, Existing.REPLACE, progress);
        }
        return folder;
    }
}
