package org.attunet.train.listener;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Libraries that the SQLite driver copies into the folder for temporary files, and that stay there when its process is killed. One that
 * was copied before this minute is in memory or of no use.
 */
public final class DriverLeftovers {
    private static final Logger LOG = LoggerFactory.getLogger(DriverLeftovers.class);
    private static final Pattern LIBRARY = Pattern.compile("sqlite-[\\w.-]+-(lib)?sqlitejdbc\\.\\w+(\\.lck)?");
    private static final Duration IN_USE = Duration.ofMinutes(1);

    private DriverLeftovers() {}

    /** Clears those of the folder for temporary files. */
    public static void clear() {
        clear(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Clears those of a folder; other users' stay. */
    public static void clear(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, DriverLeftovers::isLeft)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.debug("clearing libraries in {}", folder, e);
        }
    }

    private static boolean isLeft(Path file) throws IOException {
        return LIBRARY.matcher(file.getFileName().toString()).matches()
                && Files.getLastModifiedTime(file)
                        .toInstant()
                        .isBefore(Instant.now().minus(IN_USE));
    }
}
