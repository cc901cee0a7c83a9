package org.attunet.experiments.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.attunet.data.StreamPool;
import org.attunet.experiments.ui.StatisticsFilter;

/** Where the program starts, from the launcher and from every Maven profile. */
public final class Unet {
    /**
     * Words in front of which no library reads a file and little is computed: what might make Java objects of it need not be refused, for
     * which Java looks into all, and no pool is watched.
     */
    private static final Set<String> QUICK = Set.of("-h", "--help", "-V", "--version", "info", "check");

    private Unet() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        Console console = Console.ofProcess();
        // Results have their own stream. SameDiff announces every operation that it differentiates, hundreds of lines a
        // network.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        System.setErr(console.messages());
        boolean isQuick = args.length == 0 || QUICK.contains(args[0]);
        // Spark sends objects of its own, to and fro.
        boolean isOnCluster = Stream.of(args).anyMatch(word -> word.matches("--on(=.+)?"));
        if (!isQuick && !isOnCluster) {
            StatisticsFilter.forThisProcess();
        }
        if (!isQuick) {
            StreamPool.watched(ForkJoinPool.commonPool());
        }
        // Libraries for several versions of JavaCPP run under one; what it says of that goes to the log, which leaves
        // it out.
        System.setProperty("org.bytedeco.javacpp.logger", "slf4j");
        System.exit(Commands.run(console, args));
    }
}
