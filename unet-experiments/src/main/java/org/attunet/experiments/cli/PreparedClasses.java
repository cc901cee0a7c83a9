package org.attunet.experiments.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * Does once what people do in front of the program, and prints nothing of it: the launcher has Java keep the classes that this needs, read
 * and checked, for later starts. Nobody asked for it, so it leaves a GPU alone.
 */
public final class PreparedClasses {
    private PreparedClasses() {}

    /** Runs some commands on a small data set, made in the folder that is named. */
    public static void main(String[] args) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        Console console = new Console(nowhere, nowhere);
        commands(args[0] + "/data").forEach(command -> Commands.run(console, command));
        System.exit(ExitCode.DONE); // libraries leave threads behind
    }

    static Stream<String[]> commands(String data) {
        return Stream.of(
                        "--help",
                        "phantom --size 32 --cases 1 --seed 1 --out DATA",
                        "info --in DATA/images/phantom_001.nii.gz",
                        "check --data DATA",
                        "show baseline",
                        "bench --device cpu --widths 4,8 --patch 16 --batch 1 --threads 1 --steps 1 --warm-up 0")
                .map(command -> command.split(" "))
                .map(words ->
                        Stream.of(words).map(word -> word.replace("DATA", data)).toArray(String[]::new));
    }
}
