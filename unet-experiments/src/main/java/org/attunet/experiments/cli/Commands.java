package org.attunet.experiments.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.attunet.data.nifti.AffineSource;
import org.attunet.eval.inference.Unseen;
import org.attunet.experiments.bench.task.Task;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.gpucheck.Section;
import org.attunet.experiments.run.MaskFormat;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.experiments.settings.Names;
import org.attunet.model.SettingsException;
import org.attunet.model.engine.PrecisionChoice;
import org.attunet.model.kernel.cuda.DeviceException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: which commands there are, how they are run, and what their failures become. */
final class Commands {
    /** Types of options that take one of a few words. */
    private static final List<Class<? extends Enum<?>>> WORDS = List.of(
            Scale.class,
            MaskFormat.class,
            AffineSource.class,
            BenchCommand.Work.class,
            Task.class,
            PrecisionChoice.class,
            Section.class,
            Unseen.class);

    private Commands() {}

    /** Runs one command line and returns the process's exit code; never throws. */
    static int run(Console console, String... args) {
        int code = executed(console, args);
        if (!console.results().checkError()) {
            return code;
        }
        console.messages()
                .println("unet: the results could not be written to standard output: the disk is full, or whoever reads"
                        + " them has ended");
        return code == ExitCode.DONE ? ExitCode.DATA : code;
    }

    private static int executed(Console console, String... args) {
        boolean verbose = List.of(args).contains("-v") || List.of(args).contains("--verbose");
        try {
            return commandLine(console, verbose, List.of(args)::contains).execute(given(args));
        } catch (Throwable failure) { // an Error passes picocli; out of memory is one that users meet
            return Failures.report(failure, console.messages(), verbose);
        }
    }

    /** Without options that have no value, {@code --data=}: Maven's profiles hand on every property, set or not. */
    private static String[] given(String... args) {
        return Stream.of(args).filter(arg -> !arg.matches("--[a-z-]+=")).toArray(String[]::new);
    }

    /** With every command and all that it takes. */
    static CommandLine commandLine(Console console, boolean verbose) {
        return commandLine(console, verbose, name -> true);
    }

    /** With the options of some commands alone: to read those of all takes longer than many a command runs. */
    private static CommandLine commandLine(Console console, boolean verbose, Predicate<String> asked) {
        CommandLine line = new CommandLine(new RootCommand());
        for (UnetCommand command : all(console)) {
            Command described = command.getClass().getAnnotation(Command.class);
            line.addSubcommand(described.name(), asked.test(described.name()) ? whole(command) : listed(described));
        }
        line.setOut(new PrintWriter(console.results(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(console.messages(), true, StandardCharsets.UTF_8));
        line.setUsageHelpWidth(110);
        for (Class<? extends Enum<?>> words : WORDS) {
            register(line, words);
        }
        line.setExecutionStrategy(Commands::execute);
        line.setParameterExceptionHandler(Commands::usage);
        line.setExecutionExceptionHandler(
                (failure, command, parsed) -> Failures.report(failure, console.messages(), verbose));
        return line;
    }

    private static CommandLine whole(UnetCommand command) {
        CommandLine line = commandLine(command);
        if (command instanceof WeightsCommand weights) {
            weights.parts().forEach(part -> line.addSubcommand(commandLine(part)));
        }
        return line;
    }

    /** What the list of commands says of it. */
    private static CommandLine listed(Command described) {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage().description(described.description());
        return new CommandLine(spec);
    }

    /** Takes every option that all take, and offers those that mean something to it. */
    private static CommandLine commandLine(UnetCommand command) {
        CommandLine line = new CommandLine(command);
        CommandSpec spec = line.getCommandSpec();
        for (String name : command.idle()) {
            OptionSpec option = spec.findOption(name);
            spec.remove(option).addOption(option.toBuilder().hidden(true).build());
        }
        return line;
    }

    private static <T extends Enum<?>> void register(CommandLine line, Class<T> words) {
        line.registerConverter(words, word -> constant(words, word));
    }

    private static <T extends Enum<?>> T constant(Class<T> words, String word) {
        List<String> known =
                Stream.of(words.getEnumConstants()).map(Names::kebab).toList();
        int place = known.indexOf(word.toLowerCase(Locale.ROOT));
        if (place < 0) {
            throw new TypeConversionException(
                    "one of " + String.join(", ", known) + " is expected, found '" + word + "'");
        }
        return words.getEnumConstants()[place];
    }

    private static List<UnetCommand> all(Console console) {
        return List.of(
                new PhantomCommand(console),
                new InfoCommand(console),
                new ConvertCommand(console),
                new CheckCommand(console),
                new SplitCommand(console),
                new PreprocessCommand(console),
                new PlanCommand(console),
                new ShowCommand(console),
                new SettingsCommand(console),
                new TrainCommand(console),
                new CrossValidateCommand(console),
                new EvaluateCommand(console),
                new PredictCommand(console),
                new ExportCommand(console),
                new SweepCommand(console),
                new ReproCommand(console),
                new ReportCommand(console),
                new UiCommand(console),
                new WeightsCommand(console),
                new BenchCommand(console),
                new GpuCheckCommand(console),
                new DoctorCommand(console),
                new WorkerCommand(console));
    }

    private static int execute(ParseResult parsed) {
        CommandLine command =
                parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
        if (command.getCommand() instanceof UnetCommand ours) {
            try {
                MemorySizes.check();
                ours.prepare();
            } catch (SettingsException | ConfigurationException | DeviceException e) {
                throw new ExecutionException(command, e.getMessage(), e); // the way to the handler of failures
            }
        }
        try {
            return new CommandLine.RunLast().execute(parsed);
        } finally {
            targets(command).forEach(OutputTarget::close);
        }
    }

    private static Stream<OutputTarget> targets(CommandLine command) {
        return command.getCommandSpec().mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(OutputTarget.class::isInstance)
                .map(OutputTarget.class::cast);
    }

    /** What there is to type, where a command is missing. */
    static int help(CommandLine line) {
        line.getErr().println("unet: a command is missing");
        line.usage(line.getErr());
        return ExitCode.USAGE;
    }

    private static int usage(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        // A mistyped option is often why another one is missing.
        List<String> unknown = command.getUnmatchedArguments();
        if (problem instanceof MissingParameterException && !unknown.isEmpty()) {
            usage(new UnmatchedArgumentException(command, unknown), args);
        }
        err.println("unet: " + problem.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(problem, err)) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCode.USAGE;
    }
}
