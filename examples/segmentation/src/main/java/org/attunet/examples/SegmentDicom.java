package org.attunet.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attunet.data.dicom.DicomOptions;
import org.attunet.data.dicom.DicomScan;
import org.attunet.data.dicom.DicomSeries;
import org.attunet.data.dicom.DicomVolume;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Mask;
import org.attunet.eval.inference.ModelFile;
import org.attunet.eval.inference.Segmenter;
import org.attunet.model.engine.BackendChoice;

/** A mask for every CT series below a folder, or in a zip archive: {@code SegmentDicom MODEL.zip FOLDER OUT} */
public final class SegmentDicom {
    private SegmentDicom() {}

    /**
     * Masks on the series' own grids, by names that tell nobody's name, number or date.
     *
     * @return the files that were written
     */
    static List<Path> segment(Path model, Path folder, Path out) {
        Segmenter segmenter = ModelFile.read(model).segmenter(BackendChoice.AUTO.resolve());
        List<Path> files = new ArrayList<>();
        Map<String, DicomSeries> found = DicomScan.scan(folder).named(DicomOptions.STRICT);
        found.forEach((name, series) -> {
            DicomVolume ct = series.load(DicomOptions.STRICT);
            ct.notes().forEach(note -> System.err.println(name + ": " + note.message()));
            Mask mask = segmenter.segment(ct.volume()).mask();
            Path file = out.resolve(name + ".nii.gz");
            NiftiWriter.write(mask, file);
            files.add(file);
        });
        return files;
    }

    /** Prints what it wrote. */
    public static void main(String[] args) {
        segment(Path.of(args[0]), Path.of(args[1]), Path.of(args[2])).forEach(System.out::println);
    }
}
