package org.attunet.experiments.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** CT slices of 6×4 pixels as DICOM files, implicit little endian, 2 mm apart. */
final class TinyDicom {
    private static final int COLUMNS = 6;
    private static final int ROWS = 4;

    private TinyDicom() {}

    /** Slices at these places along the patient's axis, each a file of the folder. */
    static Path series(Path folder, String uid, int... places) throws IOException {
        Files.createDirectories(folder);
        for (int place : places) {
            Files.write(folder.resolve(uid + "-" + place + ".dcm"), slice(uid, place));
        }
        return folder;
    }

    private static byte[] slice(String uid, int place) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {2, 0, 16, 0, 'U', 'I', 18, 0});
        out.writeBytes("1.2.840.10008.1.2\0".getBytes(StandardCharsets.US_ASCII));
        text(out, 0x0008, 0x0016, "1.2.840.10008.5.1.4.1.1.2");
        text(out, 0x0008, 0x0018, uid + "." + place);
        text(out, 0x0008, 0x0060, "CT");
        text(out, 0x0020, 0x000d, "2.25.1");
        text(out, 0x0020, 0x000e, uid);
        text(out, 0x0020, 0x0032, "-10\\-20\\" + 2 * place);
        text(out, 0x0020, 0x0037, "1\\0\\0\\0\\1\\0");
        number(out, 0x0002, 1);
        text(out, 0x0028, 0x0004, "MONOCHROME2");
        number(out, 0x0010, ROWS);
        number(out, 0x0011, COLUMNS);
        text(out, 0x0028, 0x0030, "80\\70");
        number(out, 0x0100, 16);
        number(out, 0x0101, 16);
        number(out, 0x0102, 15);
        number(out, 0x0103, 1);
        text(out, 0x0028, 0x1052, "0");
        text(out, 0x0028, 0x1053, "1");
        ByteBuffer pixels = ByteBuffer.allocate(2 * ROWS * COLUMNS).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < ROWS * COLUMNS; n++) {
            pixels.putShort((short) (40 * n - 900 + place));
        }
        element(out, 0x7fe0, 0x0010, pixels.array());
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, int group, int element, String text) {
        String even = text.length() % 2 == 0 ? text : text + " ";
        element(out, group, element, even.getBytes(StandardCharsets.US_ASCII));
    }

    /** Of group 0028. */
    private static void number(ByteArrayOutputStream out, int element, int value) {
        element(out, 0x0028, element, new byte[] {(byte) value, (byte) (value >> 8)});
    }

    private static void element(ByteArrayOutputStream out, int group, int element, byte[] value) {
        ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        out.writeBytes(head.putShort((short) group)
                .putShort((short) element)
                .putInt(value.length)
                .array());
        out.writeBytes(value);
    }
}
