package org.attunet.data.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** A CT slice of 8 columns and 6 rows to write as a DICOM file, after something about it was changed. */
final class Slice {
    static final int COLUMNS = 8;
    static final int ROWS = 6;
    static final double ROW_STEP = 0.9;
    static final double COLUMN_STEP = 0.7;
    static final double STEP = 2.5;

    private record Value(String type, byte[] little, byte[] big) {}

    private static final Set<String> LONG = Set.of("OB", "OD", "OF", "OW", "SQ", "UN");

    private final TreeMap<Integer, Value> elements = new TreeMap<>();
    private String syntax = "1.2.840.10008.1.2.1";

    /** A whole series with {@link #hu} in it. */
    static List<Slice> series(int depth) {
        List<Slice> slices = new ArrayList<>();
        for (int k = 0; k < depth; k++) {
            slices.add(new Slice(k));
        }
        return slices;
    }

    /** Grows by 30 along columns, 50 along rows and 7 along slices, from −700. */
    static int hu(double i, double j, double k) {
        return (int) Math.rint(-700 + 30 * i + 150 * j + 7 * k);
    }

    /** Of the n-th pixel of a slice. */
    static int hu(int n, int k) {
        int row = n / COLUMNS;
        return hu(n % COLUMNS, row, k);
    }

    Slice(int k) {
        text(Tags.SOP_CLASS, "UI", Uids.CT);
        text(Tags.SOP_INSTANCE, "UI", "2.25.10." + k);
        text(Tags.MODALITY, "CS", "CT");
        text(Tags.IMAGE_TYPE, "CS", "ORIGINAL\\PRIMARY\\AXIAL");
        text(Tags.STUDY_UID, "UI", "2.25.1");
        text(Tags.SERIES_UID, "UI", "2.25.2");
        text(Tags.SERIES_NUMBER, "IS", "3");
        position(-14, -20, 100 + STEP * k);
        text(Tags.ORIENTATION, "DS", "1\\0\\0\\0\\1\\0");
        text(Tags.PIXEL_SPACING, "DS", ROW_STEP + "\\" + COLUMN_STEP);
        number(Tags.SAMPLES, 1).text(Tags.PHOTOMETRIC, "CS", "MONOCHROME2");
        number(Tags.ROWS, ROWS).number(Tags.COLUMNS, COLUMNS);
        number(Tags.BITS_ALLOCATED, 16).number(Tags.BITS_STORED, 12);
        number(Tags.HIGH_BIT, 11).number(Tags.SIGNED, 0);
        text(Tags.INTERCEPT, "DS", "-1024").text(Tags.SLOPE, "DS", "1");
        int[] pixels = new int[ROWS * COLUMNS];
        for (int n = 0; n < pixels.length; n++) {
            pixels[n] = hu(n, k) + 1024;
        }
        pixels(pixels);
    }

    Slice text(int tag, String type, String text) {
        byte[] bytes = (text.length() % 2 == 0 ? text : text + (type.equals("UI") ? "\0" : " "))
                .getBytes(StandardCharsets.ISO_8859_1);
        elements.put(tag, new Value(type, bytes, bytes));
        return this;
    }

    Slice number(int tag, int value) {
        byte[] little = {(byte) value, (byte) (value >> 8)};
        elements.put(tag, new Value("US", little, new byte[] {little[1], little[0]}));
        return this;
    }

    Slice position(double x, double y, double z) {
        return text(Tags.POSITION, "DS", String.format(Locale.ROOT, "%.6f\\%.6f\\%.6f", x, y, z));
    }

    Slice pixels(int... values) {
        ByteBuffer little = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer big = ByteBuffer.allocate(2 * values.length);
        for (int value : values) {
            little.putShort((short) value);
            big.putShort((short) value);
        }
        elements.put(Tags.PIXELS, new Value("OW", little.array(), big.array()));
        return this;
    }

    /** Any element, the same in both byte orders. */
    Slice bytes(int tag, String type, byte... value) {
        elements.put(tag, new Value(type, value, value));
        return this;
    }

    Slice without(int tag) {
        elements.remove(tag);
        return this;
    }

    Slice syntax(String uid) {
        syntax = uid;
        return this;
    }

    /** A whole Part 10 file. */
    byte[] bytes() {
        return bytes(TransferSyntax.of(syntax));
    }

    /** A whole file whose data set is written otherwise than its header says. */
    byte[] bytes(TransferSyntax written) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        byte[] uid = (syntax.length() % 2 == 0 ? syntax : syntax + "\0").getBytes(StandardCharsets.US_ASCII);
        append(out, Tags.TRANSFER_SYNTAX, new Value("UI", uid, uid), TransferSyntax.EXPLICIT);
        out.writeBytes(body(written));
        return out.toByteArray();
    }

    /** The elements alone. */
    byte[] body(TransferSyntax written) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        elements.forEach((tag, value) -> append(out, tag, value, written));
        return written.deflated() ? deflated(out.toByteArray()) : out.toByteArray();
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater)) {
            deflating.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    private static void append(ByteArrayOutputStream out, int tag, Value value, TransferSyntax written) {
        byte[] bytes = written.order() == ByteOrder.BIG_ENDIAN ? value.big : value.little;
        ByteBuffer head = ByteBuffer.allocate(12).order(written.order());
        head.putShort((short) (tag >>> 16)).putShort((short) tag);
        if (!written.explicit()) {
            head.putInt(bytes.length);
        } else {
            head.put(value.type.getBytes(StandardCharsets.US_ASCII));
            if (LONG.contains(value.type)) {
                head.putShort((short) 0).putInt(bytes.length);
            } else {
                head.putShort((short) bytes.length);
            }
        }
        out.write(head.array(), 0, head.position());
        out.writeBytes(bytes);
    }

    /** Writes every slice as a file of its own, numbered against their order. */
    static Path write(Path folder, List<Slice> slices) throws IOException {
        Files.createDirectories(folder);
        for (int n = 0; n < slices.size(); n++) {
            Files.write(folder.resolve("IM" + (900 - n)), slices.get(n).bytes());
        }
        return folder;
    }
}
