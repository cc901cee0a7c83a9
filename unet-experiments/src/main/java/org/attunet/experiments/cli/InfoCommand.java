package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.FindingRow;
import org.attunet.data.Json;
import org.attunet.data.volume.VolumeInfo;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.attunet.experiments.run.ModelCard;
import org.attunet.experiments.run.ModelPath;
import org.attunet.experiments.run.Scan;
import org.attunet.experiments.run.ScanImage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "info", description = "Show what a NIfTI file or DICOM series holds, or what a model says of itself.")
final class InfoCommand extends UnetCommand {
    @Option(
            names = "--in",
            required = true,
            paramLabel = "FILE|DIR",
            description = "What to look at; of models, a file or a run folder.")
    private Path in;

    @Mixin
    private PreferOption prefer;

    @Mixin
    private DicomChoice dicom;

    InfoCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        if (ModelPath.isModel(in)) {
            ModelPath model = ModelPath.of(in);
            model(ModelFile.readAll(model.file()), ModelCard.of(model));
        } else {
            scan();
        }
        return ExitCode.DONE;
    }

    private void model(List<Model> members, Optional<ModelCard> card) {
        List<ModelDescription> all = members.stream()
                .map(member -> ModelDescription.of(member, card))
                .toList();
        if (all.size() == 1) {
            print(all.get(0), () -> all.get(0).lines().forEach(this::print));
            return;
        }
        print(new Ensemble(all), () -> {
            row("ensemble", all.size() + " models that vote with their probabilities");
            all.forEach(member -> {
                print("");
                member.own().forEach(this::print);
            });
            print("");
            all.get(0).cardLines().forEach(this::print);
        });
    }

    private record Ensemble(List<ModelDescription> members) {}

    private void scan() {
        List<Scan> scans = Scan.in(in, dicom.options(), prefer.form());
        if (scans.size() > 1) {
            throw new DataException(in + " holds " + scans.size() + " scans; name one of them");
        }
        ScanImage image = scans.get(0).load().get();
        if (json) {
            print(Json.of(fields(image.info(), image.notes())));
        } else {
            text(image.info());
            image.notes().forEach(note -> print("note          " + note.message()));
        }
    }

    private static Map<String, Object> fields(VolumeInfo info, List<Finding> notes) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("size", info.size().toArray());
        fields.put("spacing", info.spacing().toArray());
        fields.put("affine", info.affine().toArray());
        fields.put("orientation", info.orientation().code());
        fields.put("datatype", info.datatype());
        fields.put("min", info.statistics().min());
        fields.put("max", info.statistics().max());
        fields.put("mean", info.statistics().mean());
        fields.put("first", info.first());
        fields.put("last", info.last());
        fields.put("nan", info.statistics().nan());
        fields.put("infinite", info.statistics().infinite());
        fields.put("notes", notes.stream().map(FindingRow::of).toList());
        return fields;
    }

    private void text(VolumeInfo info) {
        row("size", info.size());
        row("spacing", numbers("%.6g", info.spacing().toArray()) + " mm");
        row("orientation", info.orientation().code());
        for (int r = 0; r < 3; r++) {
            row(r == 0 ? "affine" : "", numbers("%12.6g", info.affine().toArray()[r]));
        }
        row("data type", info.datatype());
        row(
                "values",
                numbers("%.6g", info.statistics().min()) + " … "
                        + numbers("%.6g", info.statistics().max()) + ", mean "
                        + numbers("%.6g", info.statistics().mean()));
        row("first, last", numbers("%.6g", info.first(), info.last()));
        if (info.statistics().nan() + info.statistics().infinite() > 0) {
            row(
                    "not finite",
                    info.statistics().nan() + " NaN, " + info.statistics().infinite() + " infinite");
        }
    }

    private void row(String name, Object value) {
        print(String.format(Locale.ROOT, "%-13s %s", name, value));
    }

    private static String numbers(String format, double... values) {
        StringBuilder text = new StringBuilder();
        for (double value : values) {
            text.append(text.length() == 0 ? "" : " ").append(String.format(Locale.ROOT, format, value));
        }
        return text.toString();
    }
}
