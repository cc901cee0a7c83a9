package org.attunet.experiments.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Does once what people do in front of the program, and prints nothing of it: the launcher has Java keep the classes that this needs, read
 * and checked, for later starts.
 */
public final class PreparedClasses {
    private PreparedClasses() {}

    /** Runs some commands on a small data set, made in the folder that is named. */
    public static void main(String[] args) {
        String data = args[0] + "/data";
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        Console console = new Console(nowhere, nowhere);
        for (String command : List.of(
                "--help",
                "phantom --size 32 --cases 1 --seed 1 --out DATA",
                "info --in DATA/images/phantom_001.nii.gz",
                "check --data DATA",
                "show baseline",
                "bench --widths 4,8 --patch 16 --batch 1 --threads 1 --steps 1 --warm-up 0")) {
            Commands.run(console, command.replace("DATA", data).split(" "));
        }
        System.exit(ExitCode.DONE); // libraries leave threads behind
    }
}
