package org.attunet.experiments.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.attunet.data.Json;
import org.attunet.experiments.run.Nd4jEnvironment;
import org.attunet.experiments.settings.Overrides;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.engine.Device;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What every command has: help, version, verbosity, and a console to print on. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        showDefaultValues = false)
abstract class UnetCommand implements Callable<Integer> {
    final Console console;

    @Option(
            names = {"-v", "--verbose"},
            description = "Log more, and show stack traces.",
            order = 100)
    boolean verbose;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Change a setting of the experiment, such as training.epochs=5; may be repeated.",
            order = 95)
    private List<String> settings = List.of();

    @Option(names = "--json", description = "Print the result as JSON.", order = 94)
    boolean json;

    @Option(
            names = "--engine",
            paramLabel = "auto|onednn|nd4j",
            description = "What executes networks; auto, the default, is oneDNN wherever it runs.",
            order = 96)
    private Optional<String> engine = Optional.empty();

    @Option(
            names = "--device",
            paramLabel = "auto|cpu|cuda[:n]",
            description =
                    "Where networks are computed; auto, the default, is a GPU where one can be used (profile cuda), else the CPU.",
            order = 97)
    private Optional<String> device = Optional.empty();

    private BackendChoice choice = BackendChoice.AUTO;
    private Optional<Device> place = Optional.empty();
    private Optional<Backend> backend = Optional.empty();

    UnetCommand(Console console) {
        this.console = console;
    }

    /** Called once the options are read, before the command runs. */
    void prepare() {
        if (verbose) {
            ((Logger) LoggerFactory.getLogger("org.attunet")).setLevel(Level.DEBUG);
        }
        choice = BackendChoice.of(device.or(this::usualDevice), engine);
        if (computes() && (engine.isPresent() || device.isPresent())) {
            backend(); // refuses what does not run here
        }
        if (!settings.isEmpty() && !usesSettings()) {
            console.messages().println("unet: --set has no effect on this command");
        }
    }

    /** Whether the command reads an experiment, so that {@code --set} has something to change. */
    boolean usesSettings() {
        return false;
    }

    /** Whether the command runs a network, so that {@code --device} and {@code --engine} have something to choose. */
    boolean runsNetworks() {
        return false;
    }

    /** Whether it is refused where nothing can compute what it was asked for. */
    boolean computes() {
        return runsNetworks();
    }

    /** The device where none is named; empty for whatever computes fastest. */
    Optional<String> usualDevice() {
        return Optional.empty();
    }

    /** Whether {@code --json} changes what is printed. */
    boolean printsResult() {
        return true;
    }

    /** What somebody asked for to compute with. */
    final BackendChoice choice() {
        return choice;
    }

    /** What computes in this command: what that comes to here, found out when a network is first needed. */
    final Backend backend() {
        if (backend.isEmpty()) {
            Device found = device();
            Nd4jEnvironment.load();
            backend = Optional.of(choice.on(found));
        }
        return backend.get();
    }

    /** Where it computes. */
    final Device device() {
        if (place.isEmpty()) {
            place = Optional.of(choice.place());
        }
        return place.get();
    }

    /** The same for another process. */
    final List<String> backendOptions() {
        return List.of(
                "--engine", choice.engine().word(), "--device", choice.device().word());
    }

    /** Options that every command takes, for scripts that give all the same, and that mean nothing to this one. */
    final List<String> idle() {
        List<String> idle = new ArrayList<>();
        if (!usesSettings()) {
            idle.add("--set");
        }
        if (!printsResult()) {
            idle.add("--json");
        }
        if (!runsNetworks()) {
            idle.add("--engine");
            idle.add("--device");
        }
        return idle;
    }

    /** Every assignment of {@code --set}; one argument may hold several, joined by semicolons. */
    final List<String> assignments() {
        return settings.stream().flatMap(s -> Overrides.split(s).stream()).toList();
    }

    /** Prints the result: as JSON where that was asked for, else as {@code text} does for people. */
    final void print(Object result, Runnable text) {
        if (json) {
            print(Json.of(result));
        } else {
            text.run();
        }
    }

    /** Prints one line of the command's result. */
    final void print(String line) {
        console.results().println(line);
    }
}
