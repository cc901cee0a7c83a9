package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.attunet.data.Severity;
import org.attunet.data.dicom.Conversion;
import org.attunet.data.dicom.DicomConverter;
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

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private Target target;

    ConvertCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        Inputs.existing(in);
        Conversion conversion = DicomConverter.convert(
                in, Scans.namesFile(out) ? target.file(out) : target.folder(out), dicom.options());
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("files", conversion.files().stream().map(Path::toString).toList());
            result.put(
                    "findings",
                    conversion.findings().stream().map(FindingRow::of).toList());
            print(Json.of(result));
        } else {
            conversion.files().forEach(file -> print(file.toString()));
            conversion
                    .findings()
                    .forEach(finding -> console.messages()
                            .println(FindingRow.of(finding).severity() + " "
                                    + Optional.ofNullable(finding.caseId())
                                            .map(id -> id + ": ")
                                            .orElse("")
                                    + finding.message()));
        }
        boolean refused = conversion.findings().stream().anyMatch(f -> f.severity() == Severity.ERROR);
        return refused ? ExitCode.DATA : ExitCode.DONE;
    }
}
