package org.attunet.experiments.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A CT of 16×16×8 voxels as DICOM files in a folder or a zip archive: HU that grow along the columns, of a patient called Jane Doe. */
final class TinySeries {
    private static final int SIDE = 16;
    private static final int DEPTH = 8;

    private TinySeries() {}

    static Path zip(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int k = 0; k < DEPTH; k++) {
                zip.putNextEntry(new ZipEntry("IM" + k));
                zip.write(slice(k));
            }
        }
        return file;
    }

    static Path folder(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int k = 0; k < DEPTH; k++) {
            Files.write(folder.resolve("IM" + k), slice(k));
        }
        return folder;
    }

    private static byte[] slice(int k) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        text(out, 0x00020010, "UI", "1.2.840.10008.1.2.1");
        text(out, 0x00080008, "CS", "ORIGINAL\\PRIMARY\\AXIAL");
        text(out, 0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2");
        text(out, 0x00080018, "UI", "2.25.30." + k);
        text(out, 0x00080060, "CS", "CT");
        text(out, 0x00100010, "PN", "Doe^Jane");
        text(out, 0x0020000d, "UI", "2.25.31");
        text(out, 0x0020000e, "UI", "2.25.32");
        text(out, 0x00200032, "DS", "-100\\-100\\" + 20 * k);
        text(out, 0x00200037, "DS", "1\\0\\0\\0\\1\\0");
        shorts(out, 0x00280002, "US", 1);
        text(out, 0x00280004, "CS", "MONOCHROME2");
        shorts(out, 0x00280010, "US", SIDE);
        shorts(out, 0x00280011, "US", SIDE);
        text(out, 0x00280030, "DS", "15\\15");
        shorts(out, 0x00280100, "US", 16);
        shorts(out, 0x00280101, "US", 16);
        shorts(out, 0x00280102, "US", 15);
        shorts(out, 0x00280103, "US", 1);
        text(out, 0x00281052, "DS", "-1024");
        text(out, 0x00281053, "DS", "1");
        int[] pixels = new int[SIDE * SIDE];
        for (int n = 0; n < pixels.length; n++) {
            pixels[n] = 24 + 80 * (n % SIDE) + k;
        }
        shorts(out, 0x7fe00010, "OW", pixels);
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, int tag, String type, String text) {
        String even = text.length() % 2 == 0 ? text : text + (type.equals("UI") ? "\0" : " ");
        element(out, tag, type, even.getBytes(StandardCharsets.US_ASCII));
    }

    private static void shorts(ByteArrayOutputStream out, int tag, String type, int... values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int value : values) {
            number(bytes, value);
        }
        element(out, tag, type, bytes.toByteArray());
    }

    private static void element(ByteArrayOutputStream out, int tag, String type, byte[] value) {
        number(out, tag >>> 16);
        number(out, tag);
        out.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
        if (type.equals("OW")) {
            number(out, 0);
            number(out, value.length);
            number(out, value.length >>> 16);
        } else {
            number(out, value.length);
        }
        out.writeBytes(value);
    }

    private static void number(ByteArrayOutputStream out, int value) {
        out.write(value);
        out.write(value >>> 8);
    }
}
