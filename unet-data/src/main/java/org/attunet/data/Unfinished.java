package org.attunet.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files that are being written, {@code .writing-PROCESS-…}, beside what they become. Their writer holds a lock on them, so that
 * what a killed one has left can be distinguished from what somebody writes now, here or on another machine.
 */
public final class Unfinished {
    /** What their names begin with. */
    public static final String PREFIX = ".writing-";

    private static final Pattern NAME = Pattern.compile(Pattern.quote(PREFIX) + "(\\d+)-[0-9a-f-]{36}");

    private Unfinished() {}

    /** A name of its own beside a file. */
    public static Path beside(Path file) {
        return file.resolveSibling(PREFIX + ProcessHandle.current().pid() + "-" + UUID.randomUUID());
    }

    /** Opens a new file and locks it, until the channel is closed. */
    public static FileChannel open(Path unfinished) throws IOException {
        FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            channel.tryLock();
        } catch (IOException e) {
            // No locks on this file system: nothing is cleared there either.
            return channel;
        }
        return channel;
    }

    /** Removes what killed processes have left in a folder. */
    public static void discardAbandoned(Path folder) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : left) {
                if (isAbandoned(file)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // Litter harms nobody, and a folder that cannot be read shows itself by what is needed of it.
            return;
        }
    }

    /** The lock alone is not asked of a process that is there: closing a file gives back all locks of a process on it. */
    private static boolean isAbandoned(Path file) throws IOException {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches() || isRunning(name.group(1)) || !Files.isRegularFile(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static boolean isRunning(String process) {
        try {
            return ProcessHandle.of(Long.parseLong(process)).isPresent();
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
