package org.attunet.experiments.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command prints: results on one stream, everything for people watching on the other.
 *
 * @param results standard output of the process
 * @param messages standard error of the process
 */
record Console(PrintStream results, PrintStream messages) {
    /** The process's own streams, in UTF-8 whatever the locale. */
    static Console ofProcess() {
        return new Console(utf8(FileDescriptor.out), utf8(FileDescriptor.err));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
