package org.attunet.data.phantom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attunet.data.AtomicFile;
import org.attunet.data.nifti.NiftiWriter;

/** A folder of phantoms in the form every command reads: {@code images/}, {@code labels/}, {@code dataset.yaml}. */
public final class PhantomDataset {
    private static final String DESCRIPTION = "dataset.yaml";
    private static final String OURS = "phantom_\\d+\\.nii\\.gz";
    /** Larger volumes are made one at a time, with all threads on each, to bound the memory. */
    private static final int SMALL = 1 << 21;

    /** What a folder that already holds something means. */
    public enum Existing {
        /** It stays as it is and nothing is written. */
        REFUSE,
        /** The phantoms in it are replaced; other files stay. */
        REPLACE
    }

    /** Hears of every finished case, from any thread, one at a time. */
    public interface Progress {
        /** {@code finished} of {@code cases} are on disk. */
        void done(int finished, int cases);
    }

    private PhantomDataset() {}

    /**
     * Writes the set: the same bytes for the same settings, whatever the machine. The description comes last, so a folder
     * that {@link #isComplete} has every case.
     *
     * @throws UncheckedIOException with a {@link FileAlreadyExistsException} where the folder holds something and is to be
     *     left alone
     */
    public static void write(Path out, PhantomSettings settings, Existing existing, Progress progress) {
        try {
            clear(out, existing);
            Files.createDirectories(out.resolve("images"));
            Files.createDirectories(out.resolve("labels"));
            writeCases(out, settings, progress);
            AtomicFile.write(out.resolve(DESCRIPTION), description(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the folder holds exactly this set, to its last case. */
    public static boolean isComplete(Path out, PhantomSettings settings) {
        Path description = out.resolve(DESCRIPTION);
        try {
            return Files.isRegularFile(description)
                    && Files.readString(description).equals(description(settings))
                    && IntStream.rangeClosed(1, settings.cases())
                            .allMatch(number -> Files.isRegularFile(image(out, settings, number))
                                    && Files.isRegularFile(label(out, settings, number)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path image(Path out, PhantomSettings settings, int number) {
        return out.resolve("images").resolve(settings.caseId(number) + ".nii.gz");
    }

    private static Path label(Path out, PhantomSettings settings, int number) {
        return out.resolve("labels").resolve(settings.caseId(number) + ".nii.gz");
    }

    private static void writeCases(Path out, PhantomSettings settings, Progress progress) {
        AtomicInteger finished = new AtomicInteger();
        IntStream numbers = IntStream.rangeClosed(1, settings.cases());
        (settings.size().voxels() <= SMALL ? numbers.parallel() : numbers).forEach(number -> {
            Phantom phantom = Phantom.generate(settings, number);
            NiftiWriter.write(phantom.image(), image(out, settings, number));
            NiftiWriter.write(phantom.label(), label(out, settings, number));
            synchronized (finished) {
                progress.done(finished.incrementAndGet(), settings.cases());
            }
        });
    }

    private static String description(PhantomSettings settings) {
        return """
                name: phantom, %s, %s voxels, seed %d, %d cases
                # value in the label files: class
                labels: {1: 1}
                """.formatted(settings.difficulty().key(), settings.size(), settings.seed(), settings.cases());
    }

    private static void clear(Path out, Existing existing) throws IOException {
        if (Files.exists(out) && (!Files.isDirectory(out) || !isEmpty(out))) {
            if (existing == Existing.REFUSE || !Files.isDirectory(out)) {
                throw new FileAlreadyExistsException(
                        out.toString(), null, "holds something already; name a new folder, or --force");
            }
            Files.deleteIfExists(out.resolve(DESCRIPTION));
            deletePhantoms(out.resolve("images"));
            deletePhantoms(out.resolve("labels"));
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void deletePhantoms(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(
                                path -> path.getFileName().toString().matches(OURS))
                        .toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
