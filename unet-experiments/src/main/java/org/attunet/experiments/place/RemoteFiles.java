package org.attunet.experiments.place;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.attunet.experiments.settings.ConfigurationException;

/** Files that lie elsewhere than in folders of this machine. Whatever goes wrong is a {@link java.io.UncheckedIOException}. */
public interface RemoteFiles {
    /**
     * A file or folder.
     *
     * @param place where it lies
     * @param isFolder what it is
     * @param state changes with its contents: its length and when it was last changed
     */
    record Entry(Place place, boolean isFolder, String state) {}

    /**
     * What this build reaches such places by.
     *
     * @throws ConfigurationException if it reaches none
     */
    static RemoteFiles of(Place place) {
        return ServiceLoader.load(RemoteFiles.class)
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(place
                        + " needs a build for Spark, which brings Hadoop's file systems: UNET_PROFILES=spark ./unet …, with"
                        + " Maven -Pspark"));
    }

    /** Whether something is there. */
    boolean exists(Place place);

    /** What a folder holds, by name; a file is listed alone. */
    List<Entry> list(Place place);

    /** Copies a file, or a folder with all that is in it, to this machine. */
    void fetch(Place from, Path to);

    /** Copies a file of this machine there, whole or not at all, in place of what is there. */
    void deliver(Path from, Place to);
}
