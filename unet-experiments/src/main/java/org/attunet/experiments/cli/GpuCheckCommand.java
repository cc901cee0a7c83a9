package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attunet.experiments.Program;
import org.attunet.experiments.gpucheck.CheckReport;
import org.attunet.experiments.gpucheck.CheckTable;
import org.attunet.experiments.gpucheck.Section;
import org.attunet.experiments.gpucheck.SectionProcess;
import org.attunet.experiments.gpucheck.SectionReport;
import org.attunet.experiments.gpucheck.SectionRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "gpu-check",
        description =
                "Look whether a GPU computes what it should, how fast, and what training comes to on it: one table, and"
                        + " gpu-check.json. Needs no data and no network.",
        footer = "Exit code 1 where anything is not as it should be; a section that fails leaves the others alone. With"
                + " --device cpu everything is tiny: it shows that the check runs, and nothing of speed.")
final class GpuCheckCommand extends UnetCommand {
    /** Beyond what a section takes on any GPU that is supported; training comes on top. */
    private static final long LONGEST = 300;

    private static final int TRAININGS = 2;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "SECTION",
            description =
                    "contract, goldens, bench, resume or train, several joined by commas; all where it is left out.")
    private List<Section> only = List.of();

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "0.75",
            description = "How long each of both experiments is trained (0.75).")
    private double minutes;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "gpu-check",
            description = "Folder for gpu-check.json, the table and what sections leave (gpu-check).")
    private Path out;

    @Mixin
    private OutputTarget target;

    GpuCheckCommand(Console console) {
        super(console);
    }

    @Override
    boolean runsNetworks() {
        return true;
    }

    /** Nobody who checks a GPU wants the CPU in its place. */
    @Override
    Optional<String> usualDevice() {
        return Optional.of("cuda");
    }

    @Override
    public Integer call() {
        if (!(minutes > 0)) {
            throw new UsageException("--minutes is more than 0");
        }
        backend(); // ends here where there is none
        EnumSet<Section> chosen = only.isEmpty() ? EnumSet.allOf(Section.class) : EnumSet.copyOf(only);
        Path folder = target.folder(out).toAbsolutePath();
        List<SectionReport> sections = new ArrayList<>();
        for (Section section : chosen) {
            console.messages()
                    .println("gpu-check: " + name(section) + ", " + (sections.size() + 1) + " of " + chosen.size());
            sections.add(chosen.size() == 1 ? here(section, folder) : apart(section, folder.resolve(name(section))));
        }
        CheckReport report = CheckReport.of(device(), sections);
        report.write(folder);
        print(report, () -> print(CheckTable.of(report).stripTrailing()));
        return report.hasFailed() ? ExitCode.FAULT : ExitCode.DONE;
    }

    private static String name(Section section) {
        return section.name().toLowerCase(Locale.ROOT);
    }

    private SectionReport here(Section section, Path folder) {
        SectionRun run = new SectionRun(section, backend(), backendOptions(), minutes, Program.command(Unet.class));
        try (ConsoleProgress progress = new ConsoleProgress(name(section), console.messages())) {
            return run.in(folder, progress);
        }
    }

    private SectionReport apart(Section section, Path folder) {
        List<String> command = new ArrayList<>(Program.command(Unet.class));
        command.add("gpu-check");
        command.addAll(backendOptions());
        command.addAll(List.of("--minutes", String.valueOf(minutes), "--force"));
        long seconds = LONGEST + Math.round(TRAININGS * 2 * 60 * minutes);
        return new SectionProcess(section, command, seconds).in(folder);
    }
}
