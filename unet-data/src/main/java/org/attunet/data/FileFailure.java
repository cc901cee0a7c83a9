package org.attunet.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** What to say of files that cannot be read or written: the system's own message is often the file's name and nothing more. */
public final class FileFailure {
    private FileFailure() {}

    /** A half sentence to follow the file's name, such as "no permission to read or write it". */
    public static String reason(Throwable failure) {
        if (failure.getCause() instanceof IOException first) {
            return reason(first);
        }
        if (failure instanceof NoSuchFileException missing) {
            return isLink(missing.getFile()) ? "a link that leads nowhere" : "no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "no permission to read or write it";
        }
        if (failure instanceof NotDirectoryException) {
            return "no folder";
        }
        if (failure instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        boolean isNamedOnly = failure instanceof FileSystemException || failure.getMessage() == null;
        return isNamedOnly ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static boolean isLink(String file) {
        try {
            return file != null && Files.isSymbolicLink(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
