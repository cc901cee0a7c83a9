package org.attunet.experiments.cli;

import static java.util.stream.Collectors.toMap;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.FindingRow;
import org.attunet.data.Json;
import org.attunet.data.Severity;
import org.attunet.data.dicom.DicomOptions;
import org.attunet.data.volume.Mask;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.attunet.eval.inference.Postprocessing;
import org.attunet.eval.report.VolumesCsv;
import org.attunet.experiments.run.CoarseModels;
import org.attunet.experiments.run.MaskFormat;
import org.attunet.experiments.run.ModelPath;
import org.attunet.experiments.run.PredictionFiles;
import org.attunet.experiments.run.PredictionJob;
import org.attunet.experiments.run.PredictionJob.Extra;
import org.attunet.experiments.run.PredictionJob.Prediction;
import org.attunet.experiments.run.Scan;
import org.attunet.experiments.run.ScanImage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "predict",
        description = "Segment CTs: NIfTI or DICOM in, a mask on the same grid out. For research, not for diagnosis.")
final class PredictCommand extends UnetCommand {
    @Option(
            names = "--model",
            required = true,
            arity = "1..*",
            paramLabel = "RUN|FILE",
            description = "Run folder or model file; several vote, and so do the folds of a cross-validation's folder.")
    private List<Path> models;

    @Option(
            names = "--in",
            required = true,
            paramLabel = "FILE|DIR",
            description = "A NIfTI file, a folder of them, or DICOM series in a folder or zip archive.")
    private Path in;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE|DIR",
            description = "A .nii.gz (or .dcm) for one scan, or a folder that gets one file per scan.")
    private Path out;

    @Option(
            names = "--format",
            defaultValue = "nifti",
            paramLabel = "FORMAT",
            description = "What masks are written as: nifti, or dicom-seg, a DICOM segmentation of a DICOM series.")
    private MaskFormat format;

    @Option(
            names = "--tta",
            arity = "0..1",
            fallbackValue = "xyz",
            defaultValue = "",
            paramLabel = "AXES",
            description = "Look at every patch mirrored too: along x, y and z, or those named, in all combinations. For"
                    + " networks that were trained with these flips; others know no mirrored body and are"
                    + " refused.")
    private String flips;

    @Option(names = "--probabilities", description = "Write each class's probability too.")
    private boolean probabilities;

    @Option(names = "--attention", description = "Write what each attention gate lets through too.")
    private boolean attention;

    @Option(
            names = "--agreement",
            description = "Write, voxel by voxel, the share of several models that agree with the mask too.")
    private boolean agreement;

    @Option(
            names = "--volumes",
            paramLabel = "FILE",
            description = "Write the volume of every class in every scan as one CSV too.")
    private Optional<Path> volumes = Optional.empty();

    @Option(names = "--overlay", description = "Draw a picture of each scan too.")
    private boolean overlay;

    @Option(
            names = "--min-volume",
            paramLabel = "ML",
            defaultValue = "0",
            description = "Drop connected parts of each class below so many millilitres.")
    private double minimumVolume;

    @Option(names = "--largest-component", description = "Keep only the largest connected part of each class.")
    private boolean largestComponent;

    @Option(names = "--fill-holes", description = "Fill what each class encloses.")
    private boolean fillHoles;

    @Option(names = "--replace-nan", description = "Put the lowest value where a scan holds no number.")
    private boolean replaceNan;

    @Option(
            names = "--identify",
            description =
                    "Write the patient's name and id into a DICOM segmentation, as the images have them; left out, it"
                            + " names nobody.")
    private boolean identify;

    @Mixin
    private AcceptOption accept;

    @Mixin
    private PreferOption prefer;

    @Mixin
    private DicomChoice dicom;

    @Mixin
    private OutputTarget target;

    PredictCommand(Console console) {
        super(console);
    }

    /** One scan's result, as it is printed. */
    private record Row(
            String id,
            String file,
            String organ,
            double millilitres,
            Map<String, Double> volumes,
            Double agreement,
            List<FindingRow> findings) {}

    @Override
    boolean runsNetworks() {
        return true;
    }

    @Override
    public Integer call() {
        if (!(minimumVolume >= 0)) {
            throw new UsageException("--min-volume takes millilitres, 0 or more, not " + minimumVolume);
        }
        if (identify && format != MaskFormat.DICOM_SEG) {
            throw new UsageException("--identify names the patient in a DICOM segmentation; add --format dicom-seg");
        }
        List<ModelPath> named = models.stream().flatMap(ModelPath::all).toList();
        List<Model> members = named.stream().flatMap(this::models).toList();
        if (members.size() > 1 && attention) {
            throw new UsageException("--attention shows the gates of one model; name one");
        }
        if (members.size() < 2 && agreement) {
            throw new UsageException(
                    "--agreement shows where several models agree; name an ensemble, or several models");
        }
        DicomOptions series = identify ? dicom.options().identified() : dicom.options();
        List<Scan> scans = Scan.in(in, series, prefer.form());
        if (scans.size() > 1 && isFile()) {
            throw new UsageException(
                    in + " holds " + scans.size() + " scans, and " + out + " is one file; name a folder");
        }
        checkFormat(scans);
        volumes.ifPresent(target::file);
        scans.forEach(scan -> target.file(files(scan).mask()));
        PredictionJob job = PredictionJob.of(
                members,
                axes(),
                new Postprocessing(minimumVolume, largestComponent, fillHoles),
                extras(),
                accept.unseen(),
                backend());
        job.findings().forEach(finding -> console.messages().println("unet: " + finding.message()));
        scans.forEach(scan -> job.further(files(scan)).forEach(target::file));
        List<Row> rows = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        boolean isDataToBlame = false;
        for (Scan scan : scans) {
            try {
                rows.add(predict(scan, title(scans, scan), job));
            } catch (DataException | UncheckedIOException e) {
                if (scans.size() == 1) {
                    throw e;
                }
                refused.add(scan.id());
                isDataToBlame |= ExitCode.of(e) != ExitCode.USAGE;
                console.messages().println("unet: " + scan.id() + ": " + Failures.text(e));
            }
        }
        show(rows);
        volumes.ifPresent(file -> VolumesCsv.write(
                file,
                job.classes(),
                rows.stream().collect(toMap(Row::id, Row::volumes, (a, b) -> b, LinkedHashMap::new))));
        if (!refused.isEmpty()) {
            String message =
                    refused.size() + " of " + scans.size() + " scans were not segmented: " + String.join(", ", refused);
            throw isDataToBlame ? new DataException(message) : new UsageException(message);
        }
        return ExitCode.DONE;
    }

    @Override
    boolean usesSettings() {
        return true;
    }

    private Stream<Model> models(ModelPath path) {
        return ModelFile.readAll(path.file()).stream().map(model -> CoarseModels.shown(model, assignments()));
    }

    private void checkFormat(List<Scan> scans) {
        boolean segmentation = format == MaskFormat.DICOM_SEG;
        if (segmentation && scans.stream().anyMatch(scan -> scan.kind() != Scan.Kind.DICOM)) {
            throw new UsageException("--format dicom-seg refers to the images of a DICOM series, and " + in
                    + " is NIfTI; leave it out to write NIfTI");
        }
        if (isFile() && segmentation != Scans.namesSegmentation(out)) {
            throw new UsageException("--format " + format + " is not written to a file named " + out.getFileName()
                    + "; " + (segmentation ? "name it .dcm" : "name it .nii.gz"));
        }
    }

    private boolean isFile() {
        return Scans.namesFile(out) || Scans.namesSegmentation(out);
    }

    private PredictionFiles files(Scan scan) {
        return isFile() ? new PredictionFiles(scan.id(), out, format) : PredictionFiles.in(out, scan.id(), format);
    }

    /** Of several, which one it is. */
    private static String title(List<Scan> scans, Scan scan) {
        return scans.size() == 1
                ? scan.id()
                : scan.id() + " (" + (scans.indexOf(scan) + 1) + " of " + scans.size() + ")";
    }

    private Row predict(Scan scan, String title, PredictionJob job) {
        ScanImage read = scan.load().get();
        ScanImage image = replaceNan ? read.withoutNotFinite() : read;
        for (Finding finding : image.findings()) {
            if (finding.severity() == Severity.ERROR) {
                throw new DataException(finding.code() + ": " + finding.message());
            }
            report(scan, finding);
        }
        Prediction prediction;
        try (ConsoleProgress bar = new ConsoleProgress(title, console.messages())) {
            prediction = job.predict(image, files(scan), bar);
        }
        prediction.findings().stream()
                .filter(finding -> !job.findings().contains(finding))
                .forEach(finding -> report(scan, finding));
        return new Row(
                scan.id(),
                files(scan).mask().toString(),
                job.classes().get(1),
                prediction.mask().millilitres(1),
                volumes(prediction.mask(), job.classes()),
                prediction.agreement().orElse(null),
                Stream.concat(image.findings().stream(), prediction.findings().stream())
                        .map(finding -> FindingRow.of(finding.in(scan.id())))
                        .toList());
    }

    private static Map<String, Double> volumes(Mask mask, List<String> classes) {
        Map<String, Double> volumes = new LinkedHashMap<>();
        for (int label = 1; label < classes.size(); label++) {
            volumes.put(classes.get(label), mask.millilitres(label));
        }
        return volumes;
    }

    private void report(Scan scan, Finding finding) {
        console.messages().println("unet: " + scan.id() + ": " + finding.message());
    }

    private void show(List<Row> rows) {
        if (json) {
            print(Json.of(rows));
            return;
        }
        for (Row row : rows) {
            String agree = row.agreement() == null
                    ? ""
                    : String.format(Locale.ROOT, ", models agree by a Dice of %.3f", row.agreement());
            print(String.format(
                    Locale.ROOT,
                    "%s: %s %.1f ml in %s%s",
                    row.id(),
                    row.organ(),
                    row.millilitres(),
                    row.file(),
                    agree));
        }
    }

    private Set<Integer> axes() {
        if (!flips.matches("[xyz]*")) {
            throw new UsageException("--tta takes the axes to mirror along, such as x or xyz, not '" + flips + "'");
        }
        Set<Integer> axes = new TreeSet<>();
        flips.chars().forEach(axis -> axes.add(axis - 'x'));
        return axes;
    }

    private Set<Extra> extras() {
        Set<Extra> extras = EnumSet.noneOf(Extra.class);
        if (probabilities) {
            extras.add(Extra.PROBABILITIES);
        }
        if (attention) {
            extras.add(Extra.ATTENTION);
        }
        if (agreement) {
            extras.add(Extra.AGREEMENT);
        }
        if (overlay) {
            extras.add(Extra.OVERLAY);
        }
        return extras;
    }
}
