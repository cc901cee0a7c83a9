package org.attunet.experiments.cli;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import org.attunet.data.FileFailure;

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
        if (failure instanceof FileAlreadyExistsException file) {
            return file.getFile() + " "
                    + (file.getReason() == null ? "exists already; --force overwrites it" : file.getReason());
        }
        if (failure instanceof FileSystemException file) {
            return file.getFile() + ": " + FileFailure.reason(file);
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : explained(failure);
    }

    /**
     * The system's message of a file is the file's name, with which a message of unet-model, which does not know {@link FileFailure},
     * begins already.
     */
    private static String explained(Throwable failure) {
        String message = failure.getMessage();
        return failure.getCause() instanceof FileSystemException file && message.endsWith(": " + file.getMessage())
                ? message.substring(0, message.length() - file.getMessage().length()) + FileFailure.reason(file)
                : message;
    }

    private static String fault(Throwable failure, boolean verbose) {
        StackTraceElement[] trace = failure.getStackTrace();
        String where = trace.length == 0 ? "" : " at " + trace[0].getFileName() + ":" + trace[0].getLineNumber();
        return "a fault of this program, " + failure.getClass().getSimpleName() + where
                + (failure.getMessage() == null ? "" : ": " + failure.getMessage())
                + (verbose ? "" : " (-v shows where it comes from)");
    }
}
