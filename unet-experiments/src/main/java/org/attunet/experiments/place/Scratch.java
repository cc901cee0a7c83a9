package org.attunet.experiments.place;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of this machine for as long as something is copied. */
public final class Scratch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

    private final Path folder;

    /** Makes one, where the system has such folders. */
    public Scratch() {
        try {
            folder = Files.createTempDirectory("unet-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** Does something with a folder of this machine, whose files are then copied to a remote one. */
    public static <R> R deliveredTo(Place remote, Function<Path, R> work) {
        try (Scratch scratch = new Scratch()) {
            R result = work.apply(scratch.folder);
            RemoteFiles files = RemoteFiles.of(remote);
            for (Path file : scratch.files()) {
                String name = scratch.folder.relativize(file).toString().replace('\\', '/');
                files.deliver(file, remote.resolve(name));
            }
            return result;
        }
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException e) {
            LOG.warn("{} stays: {}", folder, e.toString());
        }
    }
}
