package org.attunet.data.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/** A CT series of a made-up scan, for measuring what reading one costs: no patient, no dates, the same bytes for the same volume. */
public final class MadeSeries {
    private static final String SERIES = "2.25.20261127";

    private MadeSeries() {}

    /**
     * Writes a file a slice, uncompressed, explicit little endian.
     *
     * @param volume shorts, HU, its array axes along those of the body: to the right, front and top
     */
    public static void write(Volume volume, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int k = 0; k < volume.size().z(); k++) {
            byte[] set = slice(volume, k).bytes();
            byte[] meta = DicomSegmentation.meta(Uids.CT, instance(k));
            Files.write(
                    folder.resolve(String.format(Locale.ROOT, "%04d.dcm", k + 1)),
                    ByteBuffer.allocate(132 + meta.length + set.length)
                            .position(128)
                            .put("DICM".getBytes(StandardCharsets.US_ASCII))
                            .put(meta)
                            .put(set)
                            .array());
        }
    }

    private static String instance(int k) {
        return SERIES + ".2." + (k + 1);
    }

    private static Elements slice(Volume volume, int k) {
        Size size = volume.size();
        double[] ras = volume.geometry().affine().apply(0, 0, k);
        return new Elements()
                .text(Tags.IMAGE_TYPE, "CS", "ORIGINAL", "PRIMARY", "AXIAL")
                .text(Tags.SOP_CLASS, "UI", Uids.CT)
                .text(Tags.SOP_INSTANCE, "UI", instance(k))
                .text(Tags.MODALITY, "CS", "CT")
                .text(Tags.STUDY_UID, "UI", SERIES)
                .text(Tags.SERIES_UID, "UI", SERIES + ".1")
                .text(Tags.FRAME_OF_REFERENCE, "UI", SERIES + ".3")
                .decimals(Tags.POSITION, -ras[0], -ras[1], ras[2])
                .decimals(Tags.ORIENTATION, -1, 0, 0, 0, -1, 0)
                .shorts(Tags.SAMPLES, 1)
                .text(Tags.PHOTOMETRIC, "CS", "MONOCHROME2")
                .shorts(Tags.ROWS, size.y())
                .shorts(Tags.COLUMNS, size.x())
                .decimals(
                        Tags.PIXEL_SPACING,
                        volume.geometry().spacing().y(),
                        volume.geometry().spacing().x())
                .shorts(Tags.BITS_ALLOCATED, 16)
                .shorts(Tags.BITS_STORED, 16)
                .shorts(Tags.HIGH_BIT, 15)
                .shorts(Tags.SIGNED, 1)
                .decimals(Tags.INTERCEPT, 0)
                .decimals(Tags.SLOPE, 1)
                .words(Tags.PIXELS, pixels(volume, k));
    }

    private static byte[] pixels(Volume volume, int k) {
        int plane = volume.size().x() * volume.size().y();
        ByteBuffer bytes = ByteBuffer.allocate(2 * plane).order(ByteOrder.LITTLE_ENDIAN);
        IntStream.range(k * plane, (k + 1) * plane).forEach(n -> bytes.putShort(volume.shorts()[n]));
        return bytes.array();
    }
}
