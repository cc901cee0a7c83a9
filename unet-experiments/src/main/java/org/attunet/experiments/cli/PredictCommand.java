package org.attunet.experiments.cli;

import static java.util.stream.Collectors.toMap;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.attunet.data.dicom.DicomOptions;
import org.attunet.eval.inference.Postprocessing;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.report.VolumesCsv;
import org.attunet.experiments.place.Place;
import org.attunet.experiments.place.RemoteFiles;
import org.attunet.experiments.run.MaskFormat;
import org.attunet.experiments.run.ModelPath;
import org.attunet.experiments.run.PredictJournal;
import org.attunet.experiments.run.PredictOrder;
import org.attunet.experiments.run.PredictOrder.Series;
import org.attunet.experiments.run.PredictShare;
import org.attunet.experiments.run.PredictTask;
import org.attunet.experiments.run.PredictionFiles;
import org.attunet.experiments.run.PredictionJob.Extra;
import org.attunet.experiments.run.PredictionModels;
import org.attunet.experiments.run.Scan;
import org.attunet.experiments.task.Interruption;
import org.attunet.experiments.task.SideBySide;
import org.attunet.experiments.task.TaskContext;
import org.attunet.experiments.task.TaskExecutor;
import org.attunet.model.engine.PrecisionChoice;
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
            converter = PlaceConverter.class,
            description = "A NIfTI file, a folder of them, or DICOM series in a folder or zip archive; with a build for"
                    + " Spark also where Hadoop reaches, such as hdfs://HOST/DIR.")
    private Place in;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE|DIR",
            converter = PlaceConverter.class,
            description = "A .nii.gz (or .dcm) for one scan, or a folder that gets one file per scan; also where --in"
                    + " may be.")
    private Place out;

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
    private TaskOptions tasks;

    @Mixin
    private OutputTarget target;

    PredictCommand(Console console) {
        super(console);
    }

    @Override
    boolean runsNetworks() {
        return true;
    }

    @Override
    boolean usesSettings() {
        return true;
    }

    @Override
    public Integer call() {
        tasks.check();
        if (!(minimumVolume >= 0)) {
            throw new UsageException("--min-volume takes millilitres, 0 or more, not " + minimumVolume);
        }
        if (identify && format != MaskFormat.DICOM_SEG) {
            throw new UsageException("--identify names the patient in a DICOM segmentation; add --format dicom-seg");
        }
        Stream.of(in, out).filter(Place::isRemote).forEach(RemoteFiles::of); // what no build reaches is said first
        PredictOrder order = order();
        TaskContext here = new TaskContext(this::backend, new Interruption(), tasks.threads(), Progress.NONE);
        PredictShare share = PredictShare.of(order, here);
        checkNumber(share.models().models().size());
        List<Scan> scans = share.scans();
        if (scans.size() > 1 && isFile()) {
            throw new UsageException(
                    in + " holds " + scans.size() + " scans, and " + out + " is one file; name a folder");
        }
        checkFormat(scans);
        volumes.ifPresent(target::file);
        SegmentedScans segmented;
        try (PredictJournal journal = journal(order, scans)) {
            claim(scans, share.models(), journal);
            if (!tasks.isElsewhere()) {
                share.prepare(backend());
            }
            if (!tasks.isOnCluster()) {
                sayPrecision(share.models());
            }
            share.models().findings().forEach(finding -> say("unet: " + finding.message()));
            if (journal != null) {
                journal.begin();
            }
            segmented = segmented(
                    scans.stream().map(scan -> task(order, scan, journal)).toList(), share, here);
            if (journal != null) {
                journal.over();
            }
        }
        List<SegmentedScan> rows = segmented.rows();
        print(rows, () -> rows.forEach(row -> print(row.line())));
        volumes.ifPresent(file -> VolumesCsv.write(
                file,
                share.models().classes(),
                rows.stream()
                        .collect(toMap(SegmentedScan::id, SegmentedScan::volumes, (a, b) -> b, LinkedHashMap::new)),
                rows.stream()
                        .filter(row -> row.predictedDice() != null)
                        .collect(toMap(SegmentedScan::id, SegmentedScan::predictedDice, (a, b) -> b))));
        segmented.requireAll();
        return ExitCode.DONE;
    }

    /** Of several scans; null of one, which is done or not, and of masks that lie elsewhere. */
    private PredictJournal journal(PredictOrder order, List<Scan> scans) {
        if (scans.size() == 1 || out.isRemote()) {
            return null;
        }
        PredictJournal journal = PredictJournal.in(out.path(), order, format, target.isForced());
        if (journal.isGoingOn()) {
            say("unet: " + out + " was begun by the same command, which goes on from there; --force begins again");
        }
        return journal;
    }

    private void say(String line) {
        console.messages().println(line);
    }

    /** Where that is not float, which the processor or GPU may have decided; a cluster's are not known. */
    private void sayPrecision(PredictionModels predicting) {
        predicting.models().stream()
                .map(model -> backend().inferring(model.inference().precision()).numbers())
                .filter(numbers -> !numbers.equals(PrecisionChoice.FLOAT.word()))
                .distinct()
                .forEach(numbers ->
                        say("unet: computed in " + numbers + "; --set inference.precision=float computes in float"));
    }

    /** Refuses files that are there, unless the same command wrote them. */
    private void claim(List<Scan> scans, PredictionModels predicting, PredictJournal journal) {
        boolean isGoingOn = journal != null && journal.isGoingOn();
        Stream.concat(
                        scans.stream().map(scan -> files(scan).mask()),
                        scans.stream().flatMap(scan -> predicting.further(files(scan)).stream()))
                .filter(file -> !isGoingOn || !Files.exists(file))
                .forEach(file -> target.file(place(file)));
    }

    private PredictOrder order() {
        List<String> files = models.stream()
                .flatMap(ModelPath::all)
                .map(path -> tasks.path(path.file()))
                .toList();
        DicomOptions series = identify ? dicom.options().identified() : dicom.options();
        return new PredictOrder(
                new PredictOrder.Models(files, assignments(), axes(), accept.unseen()),
                new Postprocessing(minimumVolume, largestComponent, fillHoles),
                extras(),
                new PredictOrder.Scans(
                        tasks.path(in), Series.of(series), prefer.form().orElse(null), replaceNan));
    }

    private void checkNumber(int members) {
        if (members > 1 && attention) {
            throw new UsageException("--attention shows the gates of one model; name one");
        }
        if (members < 2 && agreement) {
            throw new UsageException(
                    "--agreement shows where several models agree; name an ensemble, or several models");
        }
    }

    private SegmentedScans segmented(List<PredictTask> each, PredictShare share, TaskContext here) {
        try (CtrlC ctrlC = tasks.isElsewhere() ? new CtrlC(here.interruption(), console.messages()) : null;
                TaskTable table = tasks.table(console.messages());
                TaskExecutor executor = executor(here, table)) {
            SegmentedScans segmented =
                    new SegmentedScans(each, share.models().classes().get(1), table::message);
            SideBySide.run(executor, each, segmented::add);
            return segmented;
        }
    }

    private TaskExecutor executor(TaskContext here, TaskTable table) {
        return tasks.isElsewhere()
                ? tasks.executor(this, here.interruption(), Progress.NONE, table)
                : new UnderBars(here, console.messages());
    }

    private PredictTask task(PredictOrder order, Scan scan, PredictJournal journal) {
        return new PredictTask(
                order,
                scan.id(),
                tasks.path(place(files(scan).mask())),
                format,
                journal == null ? null : tasks.path(journal.folder()));
    }

    private void checkFormat(List<Scan> scans) {
        boolean segmentation = format == MaskFormat.DICOM_SEG;
        if (segmentation && scans.stream().anyMatch(scan -> scan.kind() != Scan.Kind.DICOM)) {
            throw new UsageException("--format dicom-seg refers to the images of a DICOM series, and " + in
                    + " is NIfTI; leave it out to write NIfTI");
        }
        if (isFile() && segmentation != Scans.namesSegmentation(out)) {
            throw new UsageException("--format " + format + " is not written to a file named " + out.name() + "; "
                    + (segmentation ? "name it .dcm" : "name it .nii.gz"));
        }
    }

    private boolean isFile() {
        return Scans.namesFile(out) || Scans.namesSegmentation(out);
    }

    /** As they are named, wherever they will lie. */
    private PredictionFiles files(Scan scan) {
        Path named = out.isRemote() ? Path.of(out.name()) : out.path();
        return isFile() ? new PredictionFiles(scan.id(), named, format) : PredictionFiles.in(named, scan.id(), format);
    }

    private Place place(Path file) {
        if (!out.isRemote()) {
            return Place.of(file);
        }
        return (isFile() ? out.parent() : out).resolve(file.getFileName().toString());
    }

    private SortedSet<Integer> axes() {
        if (!flips.matches("[xyz]*")) {
            throw new UsageException("--tta takes the axes to mirror along, such as x or xyz, not '" + flips + "'");
        }
        SortedSet<Integer> axes = new TreeSet<>();
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
