package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.eval.report.Report;
import org.attunet.eval.report.ResultsTable;
import org.attunet.eval.report.RunResults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "report", description = "Results of all runs beside the paper's and the reference project's.")
final class ReportCommand extends UnetCommand {
    @Mixin
    private RunsOption runs;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the report; the runs folder where it is left out.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private OutputTarget target;

    ReportCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        if (RunResults.in(Inputs.folder(runs.folder())).isEmpty()) {
            throw new DataException("no run under " + runs.folder() + " has been evaluated");
        }
        Path folder = folder();
        ResultsTable table = Report.write(runs.folder(), folder);
        print(ReportRow.Written.of(folder, table), () -> console.results().print(table.markdown()));
        return ExitCode.DONE;
    }

    /** Beside its runs a report is made again at every call; elsewhere, what is there is somebody's. */
    private Path folder() {
        Path folder = out.orElse(runs.folder());
        if (!folder.toAbsolutePath()
                .normalize()
                .equals(runs.folder().toAbsolutePath().normalize())) {
            Report.FILES.forEach(name -> target.file(folder.resolve(name)));
        }
        return folder;
    }
}
