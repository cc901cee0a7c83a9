package org.attunet.experiments;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This program, to be started once more as a process of its own. */
public final class Program {
    /** Where the launcher says where it lies. */
    static final String LAUNCHER = "unet.launcher";

    private Program() {}

    /**
     * The words that start it as it was started, to which a command and its options are added: the launcher, which alone knows how an
     * archive's own Java is started, else the Java that runs now with the options that it has.
     *
     * @param mainClass where it begins
     */
    public static List<String> command(Class<?> mainClass) {
        String launcher = System.getProperty(LAUNCHER);
        if (launcher != null) {
            return List.of(launcher);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()));
        return command;
    }
}
