package org.attunet.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the program starts from a Maven profile: the profile hands over every setting there is, and those without a value, or that
 * the command does not have, are dropped.
 */
public final class MavenProfileMain {
    /** What the commands that profiles run take of the profiles' settings. */
    private static final Map<String, Set<String>> TAKEN = Map.of(
            "cross-validate", Set.of("--data", "--runs", "--scale", "--set", "--device", "--on"),
            "sweep", Set.of("--data", "--runs", "--scale", "--set", "--device", "--on"),
            "train", Set.of("--data", "--runs", "--scale", "--set", "--device"),
            "evaluate", Set.of("--data", "--runs", "--model", "--device"),
            "report", Set.of("--runs"),
            "ui", Set.of("--runs"));

    private MavenProfileMain() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        MavenWatch.start();
        Unet.main(commandLine(args).toArray(String[]::new));
    }

    /** The command line of a profile's arguments: the command, its own arguments in one, then {@code --name=value} each. */
    static List<String> commandLine(String... args) {
        List<String> line = new ArrayList<>(List.of(args[0]));
        List<String> rest = new ArrayList<>(List.of(args).subList(1, args.length));
        if (!rest.isEmpty() && (rest.get(0).isBlank() || !TAKEN.get(args[0]).contains(name(rest.get(0))))) {
            line.addAll(words(rest.remove(0)));
        }
        for (String argument : rest) {
            String value = argument.substring(argument.indexOf('=') + 1);
            if (!value.isBlank() && TAKEN.get(args[0]).contains(name(argument))) {
                line.addAll(name(argument).equals("--set") ? settings(value) : List.of(argument));
            }
        }
        return line;
    }

    private static String name(String argument) {
        return argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    /** {@code a=1;b=2} is two settings. */
    private static List<String> settings(String value) {
        List<String> settings = new ArrayList<>();
        for (String setting : value.split(";", -1)) {
            if (!setting.isBlank()) {
                settings.add("--set=" + setting.strip());
            }
        }
        return settings;
    }
}
