package org.attunet.experiments.cli;

/**
 * Ends a program that Maven started when Maven is gone, however it went: a server that nobody knows of would keep its port, and a training
 * its processors.
 */
final class MavenWatch {
    private MavenWatch() {}

    /** From now on, the end of the process that started this one is a Ctrl-C: a run in progress saves its state first. */
    static void start() {
        ProcessHandle.current().parent().ifPresent(maven -> {
            var unused = maven.onExit().thenRun(() -> System.exit(ExitCode.INTERRUPTED));
        });
    }
}
