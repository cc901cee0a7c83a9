package org.attunet.experiments.cli;

import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attunet.data.Claim;
import org.attunet.experiments.place.Place;
import org.attunet.experiments.place.RemoteFiles;
import picocli.CommandLine.Option;

/** Where results are written: what is there, or comes there while a command runs, is only overwritten where that was asked for. */
final class OutputTarget implements AutoCloseable {
    @Option(names = "--force", description = "Overwrite what is there.", order = 90)
    private boolean force;

    private final List<Claim> claims = new ArrayList<>();

    /** Whether what is there is overwritten. */
    boolean isForced() {
        return force;
    }

    /** A file to be written: refuses one that exists. */
    Path file(Path path) {
        requireHere(path);
        if (!force) {
            claims.add(Claim.file(path));
        }
        return path;
    }

    /** The same, wherever it lies; of one that lies elsewhere nothing is known after this. */
    void file(Place place) {
        if (!place.isRemote()) {
            file(place.path());
        } else if (!force && RemoteFiles.of(place).exists(place)) {
            throw new UncheckedIOException(new FileAlreadyExistsException(place.text()));
        }
    }

    /** A folder that lies elsewhere: refuses one that holds anything; nothing is known of it after this. */
    void folder(Place remote) {
        RemoteFiles files = RemoteFiles.of(remote);
        if (!force && files.exists(remote) && !files.list(remote).isEmpty()) {
            throw new UncheckedIOException(Claim.holdsFiles(remote.text()));
        }
    }

    /** A folder to be filled: refuses one that holds anything, and in any case one that another command fills. */
    Path folder(Path path) {
        requireHere(path);
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new UsageException(path + " is a file, a folder is expected");
        }
        claims.add(force ? Claim.overwriting(path) : Claim.folder(path));
        return path;
    }

    /** Of a URI the system would make folders of this machine, named after its parts. */
    private static void requireHere(Path path) {
        if (Place.of(path).isRemote()) {
            throw new UsageException(path
                    + " is a URI, which only --in and --out of predict and --out of evaluate may be; name a place on"
                    + " this machine");
        }
    }

    /** Once the command has ended. */
    @Override
    public void close() {
        claims.forEach(Claim::close);
        claims.clear();
    }
}
