package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.FindingRow;
import org.attunet.data.Json;
import org.attunet.data.Severity;
import org.attunet.data.dicom.Conversion;
import org.attunet.data.dicom.DicomConverter;
import org.attunet.experiments.place.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "convert", description = "DICOM series to NIfTI files in HU.")
final class ConvertCommand extends UnetCommand {
    @Option(names = "--in", required = true, paramLabel = "DIR", description = "Folder, tree or zip archive.")
    private Path in;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE|DIR",
            description = "A .nii.gz for the only series, or a folder that gets one file per series.")
    private Path out;

    @Mixin
    private DicomChoice dicom;

    @Mixin
    private OutputTarget target;

    ConvertCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        Inputs.existing(in);
        Path place = Scans.namesFile(Place.of(out)) ? target.file(out) : target.folder(out);
        Conversion conversion = json ? converted(place) : DicomConverter.convert(in, place, dicom.options());
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("files", conversion.files().stream().map(Path::toString).toList());
            result.put(
                    "findings",
                    conversion.findings().stream().map(FindingRow::of).toList());
            print(Json.of(result));
        } else {
            conversion.files().forEach(file -> print(file.toString()));
        }
        conversion.findings().stream()
                .filter(finding -> !json || finding.severity() == Severity.ERROR)
                .forEach(this::report);
        boolean refused = conversion.findings().stream().anyMatch(f -> f.severity() == Severity.ERROR);
        return refused ? ExitCode.DATA : ExitCode.DONE;
    }

    /** A refusal of the whole input is a finding as well, so that whoever reads the JSON finds all of them there. */
    private Conversion converted(Path place) {
        try {
            return DicomConverter.convert(in, place, dicom.options());
        } catch (DataException e) {
            return new Conversion(List.of(), List.of(e.toFinding(null)));
        }
    }

    private void report(Finding finding) {
        FindingRow row = FindingRow.of(finding);
        String where = row.caseId() == null ? "" : row.caseId() + ": ";
        console.messages().println(row.severity() + " " + where + row.message());
    }
}
