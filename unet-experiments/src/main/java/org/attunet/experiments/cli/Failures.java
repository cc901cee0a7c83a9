package org.attunet.experiments.cli;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Turns whatever ended a command into one paragraph and an exit code; a stack trace is only shown where it was asked for. */
final class Failures {
    private Failures() {}

    /** Prints the paragraph and returns the exit code. */
    static int report(Throwable failure, PrintStream messages, boolean verbose) {
        int code = ExitCode.of(failure);
        messages.println("unet: " + (code == ExitCode.FAULT ? fault(failure, verbose) : text(failure)));
        if (verbose) {
            failure.printStackTrace(messages);
        }
        return code;
    }

    /** What happened, for people. */
    static String text(Throwable failure) {
        if (failure instanceof UncheckedIOException unchecked) {
            return text(unchecked.getCause());
        }
        if (failure instanceof OutOfMemoryError) {
            return "out of memory (" + failure.getMessage() + "): make data.patch, training.batch or network.widths"
                    + " smaller, or give the program more with UNET_HEAP and UNET_OFFHEAP";
        }
        if (failure instanceof FileSystemException file) {
            String separator = file instanceof FileAlreadyExistsException ? " " : ": ";
            return file.getFile() + separator + reason(file);
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static String reason(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "no permission to read or write it";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return failure.getReason() == null ? "exists already; --force overwrites it" : failure.getReason();
        }
        return failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
    }

    private static String fault(Throwable failure, boolean verbose) {
        StackTraceElement[] trace = failure.getStackTrace();
        String where = trace.length == 0 ? "" : " at " + trace[0].getFileName() + ":" + trace[0].getLineNumber();
        return "a fault of this program, " + failure.getClass().getSimpleName() + where
                + (failure.getMessage() == null ? "" : ": " + failure.getMessage())
                + (verbose ? "" : " (-v shows where it comes from)");
    }
}
