package org.attunet.experiments.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attunet.data.AtomicFile;
import org.attunet.data.Claim;
import org.attunet.experiments.place.Place;
import org.attunet.experiments.place.RemoteFiles;

/**
 * Which scans of a folder have been segmented, for the same command to go on where it was cut off: a hidden folder beside the masks, which
 * is there while they are made. Its name stands for all that masks depend on, so that a changed option, model or scan has another.
 */
public final class PredictJournal implements AutoCloseable {
    private static final int NAME_LENGTH = 16;

    private final Path out;
    private final String key;
    private final Path folder;
    private final boolean wasOutThere;
    private final boolean isGoingOn;
    private Claim claim;
    private boolean isOver;

    private PredictJournal(Path out, String key, boolean isFresh) {
        this.out = out;
        this.key = key;
        folder = out.resolve(".predict-" + key.substring(0, NAME_LENGTH));
        wasOutThere = Files.exists(out);
        isGoingOn = Files.exists(folder) && !isFresh;
    }

    /**
     * Of masks in a folder.
     *
     * @param isFresh whether nothing is gone on with
     */
    public static PredictJournal in(Path out, PredictOrder order, MaskFormat format, boolean isFresh) {
        String models = order.models().files().stream()
                .map(file -> state(Path.of(file)))
                .collect(Collectors.joining());
        String scans = states(order.scans().place());
        return new PredictJournal(out, Hashes.ofText(order + " " + format + "\n" + models + scans), isFresh);
    }

    private static String states(Place scans) {
        if (scans.isRemote()) {
            return RemoteFiles.of(scans).list(scans).toString();
        }
        try (Stream<Path> files = Files.walk(scans.path())) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(PredictJournal::state)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever changes a file leaves another length or time. */
    private static String state(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return file + " " + now.size() + " " + now.lastModifiedTime() + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Begins, or goes on, once nothing else stands in the way.
     *
     * @throws UncheckedIOException with a {@link java.nio.file.FileAlreadyExistsException} where the same command runs now
     */
    public void begin() {
        Path mark = folder.resolve("order");
        AtomicFile.check(mark);
        claim = Claim.overwriting(folder);
        if (!isGoingOn) {
            clear(file -> file.toString().endsWith(".json"));
        }
        AtomicFile.write(mark, key + System.lineSeparator());
    }

    /** Where tasks note that a scan is done. */
    public Path folder() {
        return folder;
    }

    /** Whether the same command was begun here before, and cut off: masks of its scans are its own. */
    public boolean isGoingOn() {
        return isGoingOn;
    }

    /** All scans were looked at: nothing is left to go on with. */
    public void over() {
        isOver = true;
    }

    @Override
    public void close() {
        if (claim == null) {
            return;
        }
        claim.close();
        if (isOver) {
            clear(file -> true);
            remove(folder);
        }
        if (!wasOutThere) {
            remove(out); // where nothing came of any scan
        }
    }

    private void clear(Predicate<Path> which) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(which).forEach(PredictJournal::remove);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (DirectoryNotEmptyException e) {
            return; // it holds masks
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
