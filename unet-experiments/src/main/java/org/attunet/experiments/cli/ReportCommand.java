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

    ReportCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        if (RunResults.in(Inputs.folder(runs.folder())).isEmpty()) {
            throw new DataException("no run under " + runs.folder() + " has been evaluated");
        }
        // A report is made anew from the runs whenever it is asked for: there is nothing in it to lose.
        ResultsTable table = Report.write(runs.folder(), out.orElse(runs.folder()));
        console.results().print(table.markdown());
        return ExitCode.DONE;
    }
}
