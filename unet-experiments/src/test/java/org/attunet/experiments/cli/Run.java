package org.attunet.experiments.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A command line run inside the test.
 *
 * @param code what the process would exit with
 * @param results its standard output
 * @param messages its standard error
 */
record Run(int code, String results, String messages) {
    static Run of(String... args) {
        var results = new ByteArrayOutputStream();
        var messages = new ByteArrayOutputStream();
        int code = Commands.run(new Console(stream(results), stream(messages)), args);
        return new Run(code, results.toString(StandardCharsets.UTF_8), messages.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
