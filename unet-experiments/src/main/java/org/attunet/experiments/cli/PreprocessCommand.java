package org.attunet.experiments.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.dataset.CheckSettings;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.dataset.DatasetSettings.NotFinite;
import org.attunet.data.dataset.LabelMap;
import org.attunet.data.dataset.LabelMap.Others;
import org.attunet.data.dataset.PreflightCheck;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.transform.Pipeline;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.transform.Sample;
import org.attunet.data.transform.Stage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "preprocess",
        description = "Write one case as the network would see it; or prepare a whole dataset for training.")
final class PreprocessCommand extends UnetCommand {
    @Option(names = "--in", paramLabel = "FILE", description = "The CT.")
    private Optional<Path> in = Optional.empty();

    @Option(names = "--label", paramLabel = "FILE", description = "Its segmentation.")
    private Optional<Path> label = Optional.empty();

    @Option(names = "--preset", paramLabel = "NAME", description = "reference (the default), demo, paper or best.")
    private Optional<String> preset = Optional.empty();

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for the results.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--replace-nan", description = "Put the lowest value where the CT holds no number.")
    private boolean replaceNan;

    @Option(
            names = "--map",
            paramLabel = "VALUE=CLASS",
            description = "Class that each value of the label stands for, such as --map 1=0,7=1 or"
                    + " --map 7=1,others=background (dataset.yaml's 'labels' and 'others').")
    private List<String> map = List.of();

    @Option(names = "--stages", description = "Write the result of every stage, not only the last.")
    private boolean stages;

    @Mixin
    private WholeDataset whole;

    @Mixin
    private ClassesOption classes;

    @Mixin
    private PreferOption prefer;

    @Mixin
    private OutputTarget target;

    private final List<String> written = new ArrayList<>();

    PreprocessCommand(Console console) {
        super(console);
    }

    @Override
    boolean usesSettings() {
        return true;
    }

    @Override
    public Integer call() throws IOException {
        if (whole.isMeant()) {
            requireNothingOfOneCase();
            return whole.prepare(this);
        }
        if (!assignments().isEmpty()) {
            throw new UsageException(
                    "--set changes an experiment, which --data is prepared for; one case is preprocessed by --preset");
        }
        return one(
                in.orElseThrow(() -> new UsageException("either --in FILE, or --data DIR for a whole dataset")),
                out.orElseThrow(() -> new UsageException("--out is needed: a folder for the results")),
                preset.orElse("reference"));
    }

    private void requireNothingOfOneCase() {
        boolean isOfOne =
                in.isPresent() || label.isPresent() || out.isPresent() || stages || replaceNan || !map.isEmpty();
        if (isOfOne || classes.isGiven() || prefer.form().isPresent()) {
            throw new UsageException(
                    "--data prepares every case as dataset.yaml and the experiment say; --in, --label, --out,"
                            + " --stages, --replace-nan, --map, --classes and --prefer are of one case");
        }
        if (preset.isPresent()) {
            throw new UsageException(
                    "--preset is of one case; with --data give --experiment NAME or --set data.preset=" + preset.get());
        }
    }

    private int one(Path in, Path out, String preset) throws IOException {
        if (!PreprocessingSettings.PRESETS.contains(preset)) {
            throw new UsageException("no preset is called '" + preset + "'; there are "
                    + String.join(", ", PreprocessingSettings.PRESETS));
        }
        DatasetSettings settings = DatasetSettings.NONE
                .with(replaceNan ? NotFinite.REPLACE : NotFinite.REFUSE)
                .withPrefer(prefer.form())
                .with(labels());
        Path folder = target.folder(out);
        PreflightCheck.require(Inputs.nifti(in), label.map(Inputs::nifti), settings, classes.of(CheckSettings.DEFAULT))
                .forEach(finding -> console.messages().println("unet: " + finding.code() + " " + finding.message()));
        Pipeline pipeline = Pipeline.of(PreprocessingSettings.preset(preset));
        Sample sample = new CaseReader(settings).read(new Case("case", in, label));
        Files.createDirectories(folder);
        if (stages) {
            List<Stage> results = pipeline.stages(sample);
            for (int n = 0; n < results.size(); n++) {
                write(
                        out,
                        String.format(Locale.ROOT, "%02d-%s-", n, results.get(n).name()),
                        results.get(n).sample());
            }
        } else {
            write(out, "", pipeline.run(sample).sample());
        }
        print(new Written(written), () -> written.forEach(this::print));
        return ExitCode.DONE;
    }

    private LabelMap labels() {
        try {
            return LabelMap.parse(map, Others.REFUSED);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--map: " + e.getMessage());
        }
    }

    private record Written(List<String> files) {}

    private void write(Path out, String prefix, Sample sample) {
        writeImage(out, prefix, sample);
        sample.label().ifPresent(mask -> {
            Path file = out.resolve(prefix + "label.nii.gz");
            NiftiWriter.write(mask, file);
            written.add(file.toString());
        });
    }

    private void writeImage(Path out, String prefix, Sample sample) {
        Path file = out.resolve(prefix + "image.nii.gz");
        NiftiWriter.write(sample.image(), file);
        written.add(file.toString());
    }
}
