package org.attunet.experiments.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.attunet.experiments.ui.StatisticsFilter;

/** Where the program starts, from the launcher and from every Maven profile. */
public final class Unet {
    private Unet() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        Console console = Console.ofProcess();
        // Results have their own stream. SameDiff announces every operation that it differentiates, hundreds of lines a
        // network.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        System.setErr(console.messages());
        StatisticsFilter.forThisProcess();
        // Libraries for several versions of JavaCPP run under one; what it says of that goes to the log, which leaves
        // it out.
        System.setProperty("org.bytedeco.javacpp.logger", "slf4j");
        System.exit(Commands.run(console, args));
    }
}
