package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The program in a virtual machine of its own, to be killed or looked at from outside. */
public final class UnetProcess {
    private UnetProcess() {}

    /** Such processes live for seconds: the second compiler costs more than it saves. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** Not started; both streams are one, as nobody reads them apart. */
    public static ProcessBuilder of(Stream<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SHORT_LIVED);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Unet.class.getName()));
        arguments.forEach(command::add);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    /** Training {@code baseline} at demo scale. */
    static ProcessBuilder training(Path data, Path runs, String settings, String... more) {
        return of(Run.trainingCommand(data, runs, settings, more));
    }
}
