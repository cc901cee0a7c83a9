package org.attunet.experiments.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.attunet.experiments.ui.RunsUi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "ui",
        description = "Show every run in Deeplearning4j's training UI, with a page that compares them, on 127.0.0.1.")
final class UiCommand extends UnetCommand {
    @Option(names = "--runs", paramLabel = "DIR", defaultValue = "runs", description = "Runs folder (runs).")
    private Path runs;

    @Option(names = "--port", paramLabel = "N", defaultValue = "9000", description = "Port (9000); 0 for any.")
    private int port;

    UiCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > 65535) {
            throw new UsageException("--port is a number from 0 to 65535, not " + port);
        }
        if (Files.exists(runs)) {
            Inputs.folder(runs); // of a folder that is not there yet, runs are shown once there are some
        }
        try (RunsUi ui = start()) {
            Pages pages = new Pages(ui.address() + "train", ui.address() + "compare");
            print(pages, () -> {
                print("Training UI: " + pages.train());
                print("Comparison:  " + pages.compare());
            });
            console.messages().println("Ctrl-C ends it.");
            new CountDownLatch(1).await();
        }
        return ExitCode.DONE;
    }

    private record Pages(String train, String compare) {}

    private RunsUi start() {
        try {
            return RunsUi.start(runs, port);
        } catch (CompletionException e) {
            throw new UsageException(
                    "port " + port + " cannot be used (" + e.getCause().getMessage() + "); choose another with --port");
        }
    }
}
