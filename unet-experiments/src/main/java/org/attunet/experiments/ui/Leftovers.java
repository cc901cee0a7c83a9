package org.attunet.experiments.ui;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.attunet.train.listener.DriverLeftovers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Deeplearning4j's server and the SQLite driver put into the folder for temporary files, and leave there when they are killed. The
 * server's folder for uploads and its copy of a template are of no use once it has started.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Pattern SERVER = Pattern.compile("DL4JUI_\\d+|Training\\w+\\.html\\.ftl\\d+tmp");

    private Leftovers() {}

    /** Clears those of this process and of earlier ones. */
    static void clear() {
        clear(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static void clear(Path folder) {
        DriverLeftovers.clear(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Leftovers::isLeft)) {
            files.forEach(Leftovers::delete);
        } catch (IOException e) {
            LOG.debug("looking for leftovers in {}", folder, e);
        }
    }

    private static boolean isLeft(Path file) {
        return SERVER.matcher(file.getFileName().toString()).matches();
    }

    /** Other users' stay, and so do folders that hold something: a server of somebody else's may be using them. */
    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (DirectoryNotEmptyException e) {
            LOG.debug("{} is not empty", file);
        } catch (IOException e) {
            LOG.debug("clearing {}", file, e);
        }
    }
}
