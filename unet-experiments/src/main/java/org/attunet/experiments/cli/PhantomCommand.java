package org.attunet.experiments.cli;

import java.nio.file.Path;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.PhantomDataset;
import org.attunet.data.phantom.PhantomDataset.Existing;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.data.volume.Size;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "phantom", description = "Make synthetic abdominal CTs with a pancreas, as a dataset folder.")
final class PhantomCommand extends UnetCommand {
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The dataset folder to write.")
    private Path out;

    @Option(names = "--cases", paramLabel = "N", defaultValue = "32", description = "How many (32).")
    private int cases;

    @Option(
            names = "--size",
            paramLabel = "N|X,Y,Z",
            defaultValue = "64",
            converter = SizeConverter.class,
            description = "Voxels along each axis, one number for a cube (64); every size covers the same millimetres.")
    private Size size;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "The same seed, the same bytes (1).")
    private long seed;

    @Option(names = "--difficulty", paramLabel = "NAME", defaultValue = "medium", description = "easy, medium or hard.")
    private String difficulty;

    @Mixin
    private OutputTarget target;

    PhantomCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        PhantomSettings settings = settings();
        try (ConsoleProgress progress = new ConsoleProgress("phantoms", console.messages())) {
            PhantomDataset.write(target.folder(out), settings, Existing.REPLACE, progress::at);
        }
        print(new Made(out.toString(), cases), () -> print(out.toString()));
        return ExitCode.DONE;
    }

    private record Made(String folder, int cases) {}

    private PhantomSettings settings() {
        try {
            return new PhantomSettings(cases, size, seed, Difficulty.parse(difficulty));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
