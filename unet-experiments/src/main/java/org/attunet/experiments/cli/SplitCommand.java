package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.List;
import org.attunet.data.dataset.DatasetFolder;
import org.attunet.data.dataset.Split;
import org.attunet.data.dataset.SplitFile;
import org.attunet.data.dataset.SplitProtocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "split", description = "Decide which cases train, validate and test: writes split.json.")
final class SplitCommand extends UnetCommand {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The dataset folder.")
    private Path data;

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            defaultValue = "reference",
            description = "reference (the default), four-fold, k-fold or ratio.")
    private String protocol;

    @Option(names = "--folds", paramLabel = "K", defaultValue = "5", description = "Folds of k-fold (5).")
    private int folds;

    @Option(names = "--train", paramLabel = "SHARE", defaultValue = "0.7", description = "Share of ratio that trains.")
    private double train;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "Share of ratio that validates; the rest tests.")
    private double validation;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "0", description = "Of the shuffle (0).")
    private int seed;

    @Mixin
    private OutputTarget target;

    SplitCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        List<String> ids = DatasetFolder.open(Inputs.folder(data)).ids();
        Path file = target.file(data.resolve("split.json"));
        List<Split> splits = splits(ids);
        if (splits.size() == 1) {
            SplitFile.write(splits.get(0), file);
        } else {
            SplitFile.writeFolds(splits, file);
        }
        List<Row> rows = splits.stream().map(Row::of).toList();
        print(new Written(file.toString(), rows), () -> rows.forEach(row -> print(row.text())));
        return ExitCode.DONE;
    }

    private record Written(String file, List<Row> splits) {}

    /** How many cases do what. */
    private record Row(String protocol, int train, int validation, int test) {
        static Row of(Split split) {
            return new Row(
                    split.protocol(),
                    split.train().size(),
                    split.validation().size(),
                    split.test().size());
        }

        String text() {
            return protocol + ": " + train + " train, " + validation + " validate, " + test + " test";
        }
    }

    private List<Split> splits(List<String> ids) {
        try {
            return switch (protocol) {
                case "reference" -> List.of(SplitProtocol.reference(ids));
                case "four-fold" -> SplitProtocol.fourFold(ids, seed);
                case "k-fold" -> SplitProtocol.kFold(ids, folds, seed);
                case "ratio" -> List.of(SplitProtocol.ratio(ids, train, validation, seed));
                default ->
                    throw new UsageException(
                            "--protocol is reference, four-fold, k-fold or ratio, not '" + protocol + "'");
            };
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
