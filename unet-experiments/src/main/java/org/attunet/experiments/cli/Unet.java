package org.attunet.experiments.cli;

/** Where the program starts, from the launcher and from every Maven profile. */
public final class Unet {
    private Unet() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        Console console = Console.ofProcess();
        // SameDiff and ND4J print to standard output, which is for results alone.
        System.setOut(console.messages());
        System.setErr(console.messages());
        System.exit(Commands.run(console, args));
    }
}
