package org.attunet.experiments.cli;

import java.io.PrintStream;
import org.attunet.experiments.task.Interruption;

/** Ctrl-C, and whatever else asks the process to end: the run in progress saves its state, then the process exits with 130. */
final class CtrlC implements AutoCloseable {
    private final Thread hook;

    CtrlC(Interruption interruption, PrintStream messages) {
        hook = new Thread(() -> stop(interruption, messages), "interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void stop(Interruption interruption, PrintStream messages) {
        messages.println();
        messages.println("unet: stopping; a run in progress saves its state first");
        try {
            if (interruption.request()) {
                messages.println("unet: stopped; the same command goes on from there, train with --resume");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Otherwise the exit code would be the signal's, 143 for a termination.
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending already, by this very hook
        }
    }
}
