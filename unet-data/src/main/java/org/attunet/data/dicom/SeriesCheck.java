package org.attunet.data.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;

/** Refuses what the headers alone show cannot become a volume. */
final class SeriesCheck {
    private static final int FEWEST = 4;
    private static final double SAME_SPACING = 1e-4;

    private final String where;
    private final List<SliceHeader> slices;

    SeriesCheck(String where, List<SliceHeader> slices) {
        this.where = where;
        this.slices = slices;
    }

    void check(List<BadFile> broken) {
        List<BadFile> all = new ArrayList<>(broken);
        slices.stream()
                .filter(slice -> slice.fault().isPresent())
                .map(BadFile::damaged)
                .forEach(all::add);
        if (!all.isEmpty()) {
            throw all.get(0).refused(where, all.size());
        }
        refuseFrames();
        refusePixels();
        new RescaleCheck(where, slices).require();
        refusePlaces();
        refuseMixtures();
        checkNumber(where, slices.size());
    }

    static void checkNumber(String where, int slices) {
        if (slices < FEWEST) {
            throw DataException.refuse(
                    BadInput.D20,
                    where,
                    "too few slices for a volume",
                    "at least " + FEWEST + " at different positions",
                    String.valueOf(slices),
                    "Give the folder with the whole series.");
        }
    }

    private Optional<SliceHeader> first(Predicate<SliceHeader> predicate) {
        return slices.stream().filter(predicate).findFirst();
    }

    private void refuseFrames() {
        first(slice -> slice.frames() > 1 || Uids.isEnhancedCt(slice.sopClass()))
                .ifPresent(slice -> {
                    throw DataException.refuse(
                            BadInput.D19,
                            where,
                            "this is enhanced multi-frame CT, which is not supported",
                            "one frame a file",
                            slice.frames() + " frames in " + slice.label(),
                            "Convert it to single-frame CT, for example with dcm4che's emf2sf, or to NIfTI with dcm2niix.");
                });
    }

    private void refusePixels() {
        first(slice -> slice.syntax().pixels() == TransferSyntax.Pixels.UNSUPPORTED)
                .ifPresent(slice -> {
                    throw DataException.refuse(
                            BadInput.D13,
                            where,
                            "the pixels' compression is not supported",
                            "none, RLE, JPEG Lossless or JPEG 2000",
                            "transfer syntax " + slice.syntax().describe(),
                            "Convert the files with GDCM (gdcmconv --raw IN OUT) or DCMTK (dcmdjpls, dcmdjpeg).");
                });
        List<SliceHeader> floats = slices.stream()
                .filter(slice -> !slice.hasPixels() && slice.hasFloatPixels())
                .toList();
        if (!floats.isEmpty()) {
            throw DataException.refuse(
                    BadInput.D28,
                    where,
                    "the pixels are floating-point numbers, which are not supported",
                    "integers (7FE0,0010)",
                    "Float or Double Float Pixel Data (7FE0,0008 or 7FE0,0009) in " + FileLabel.list(floats),
                    "Export the series with integer pixels and a rescale slope, or convert it to NIfTI.");
        }
        first(slice -> !slice.hasPixels()).ifPresent(slice -> {
            throw DataException.refuse(
                    BadInput.D17,
                    where,
                    "a file has no pixels",
                    "an image",
                    slice.label(),
                    "Copy or download it again.");
        });
        first(slice -> !slice.format().isSound()).ifPresent(slice -> {
            throw DataException.refuse(
                    BadInput.D11,
                    where,
                    "a file's pixels make no sense",
                    "1 to 8192 rows and columns of 8, 16 or 32 bits",
                    slice.format().describe() + " in " + slice.label(),
                    "Copy or export the series again.");
        });
    }

    private void refusePlaces() {
        first(slice -> slice.position().isEmpty()
                        || slice.plane().isEmpty()
                        || slice.pixelSpacing().isEmpty())
                .ifPresent(slice -> {
                    throw DataException.refuse(
                            BadInput.D16,
                            where,
                            "a slice does not say where it lies",
                            "ImagePositionPatient, ImageOrientationPatient (two unit vectors) and PixelSpacing",
                            "one of them missing or impossible in " + slice.label(),
                            "Export the series again, as original images.");
                });
    }

    private void refuseMixtures() {
        same(
                "rows and columns",
                slice -> slice.format().columns() + "×" + slice.format().rows());
        SliceHeader reference = slices.get(0);
        double[] expected = reference.pixelSpacing().orElseThrow();
        first(slice -> differs(expected, slice.pixelSpacing().orElseThrow())).ifPresent(slice -> {
            double[] found = slice.pixelSpacing().orElseThrow();
            throw mixed(
                    "pixel spacing",
                    String.format(
                            Locale.ROOT,
                            "%s × %s mm and, in %s, %s × %s mm",
                            expected[0],
                            expected[1],
                            slice.label(),
                            found[0],
                            found[1]));
        });
    }

    private static boolean differs(double[] one, double[] other) {
        return Math.abs(one[0] - other[0]) > SAME_SPACING * one[0]
                || Math.abs(one[1] - other[1]) > SAME_SPACING * one[1];
    }

    private void same(String what, Function<SliceHeader, String> value) {
        TreeSet<String> values = new TreeSet<>(slices.stream().map(value).toList());
        if (values.size() > 1) {
            throw mixed(what, String.join(", ", values));
        }
    }

    private DataException mixed(String what, String found) {
        return DataException.refuse(
                BadInput.D8,
                where,
                "the slices differ in " + what,
                "one and the same for all",
                found,
                "Separate the files and convert each set by itself.");
    }
}
