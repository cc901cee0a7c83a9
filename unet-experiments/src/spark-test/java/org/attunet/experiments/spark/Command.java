package org.attunet.experiments.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.attunet.experiments.cli.Unet;

/**
 * A command of the program, each time a process of its own.
 *
 * @param words what is typed
 * @param log receives what it prints
 */
record Command(List<String> words, Path log) {
    private static final String EXECUTOR_MEMORY = "700m";

    Command with(String... more) {
        return new Command(Stream.concat(words.stream(), Stream.of(more)).toList(), log);
    }

    /** Runs here, to its end, which has to be a good one. */
    Command require() throws Exception {
        return ended(process(List.of()).start());
    }

    /** Runs its tasks on a cluster, with further options for Java. */
    Command requireOn(LoopbackCluster cluster, String... options) throws Exception {
        return ended(startOn(cluster, options));
    }

    /** Begins to. */
    Process startOn(LoopbackCluster cluster, String... options) throws IOException {
        List<String> java = new ArrayList<>(List.of(options));
        java.add("-Dspark.executor.memory=" + EXECUTOR_MEMORY);
        java.add("-Dspark.executor.extraClassPath=" + LoopbackCluster.classPath());
        return cluster.environment(with("--on", cluster.url()).process(java)).start();
    }

    private Command ended(Process process) throws Exception {
        int code;
        try {
            code = process.waitFor();
        } finally {
            process.destroyForcibly(); // where the test was stopped
        }
        assertThat(code).as("%s: %s", words, printed()).isZero();
        return this;
    }

    String printed() throws IOException {
        return Files.readString(log);
    }

    private ProcessBuilder process(List<String> options) {
        List<String> command = new ArrayList<>(LoopbackCluster.java());
        command.addAll(options);
        command.addAll(List.of("-cp", LoopbackCluster.classPath(), WithParent.class.getName(), Unet.class.getName()));
        command.addAll(words);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }
}
