package org.attunet.data.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Stored values of one slice, row by row, from whatever way they are written. */
final class PixelReader {
    private PixelReader() {}

    /** Values before rescaling. */
    static int[] read(DataSet set, PixelFormat format) throws BrokenPixels {
        DataSet.Element element = set.element(Tags.PIXELS).orElseThrow(() -> new BrokenPixels("it has no pixels"));
        int[] values = switch (set.syntax().pixels()) {
            case NATIVE -> uncompressed(set, element, format);
            case RLE -> RleDecoder.decode(frame(set, element), format);
            case JPEG_LOSSLESS -> CompressedImage.JPEG.decode(frame(set, element), format);
            case JPEG_2000 -> CompressedImage.JPEG_2000.decode(frame(set, element), format);
            case UNSUPPORTED -> throw new BrokenPixels("its transfer syntax is not supported");
        };
        for (int n = 0; n < values.length; n++) {
            values[n] = format.value(values[n]);
        }
        return values;
    }

    private static int[] uncompressed(DataSet set, DataSet.Element element, PixelFormat format) throws BrokenPixels {
        long needed = (long) format.pixels() * format.bytes();
        if (element.length() < needed) {
            throw new BrokenPixels("it has " + Math.max(0, element.length()) + " of " + needed + " bytes of pixels");
        }
        ByteBuffer in = ByteBuffer.wrap(set.bytes(), element.at(), (int) needed).order(element.order());
        int[] values = new int[format.pixels()];
        switch (format.bytes()) {
            case 1 -> bytes(set.bytes(), element, values);
            case 2 -> {
                short[] words = new short[values.length];
                in.asShortBuffer().get(words);
                for (int n = 0; n < values.length; n++) {
                    values[n] = words[n];
                }
            }
            default -> in.asIntBuffer().get(values);
        }
        return values;
    }

    /** Bytes in order, save in big endian words (OW), which hold the first of two pixels in their lower byte. */
    private static void bytes(byte[] bytes, DataSet.Element element, int[] values) {
        int swap = element.order() == ByteOrder.BIG_ENDIAN && element.words() ? 1 : 0;
        for (int n = 0; n < values.length; n++) {
            int at = Math.min(n ^ swap, element.length() - 1);
            values[n] = bytes[element.at() + at];
        }
    }

    /** The fragments of a single frame as one, without the table of offsets before them. */
    private static byte[] frame(DataSet set, DataSet.Element element) throws BrokenPixels {
        if (element.length() >= 0) {
            throw new BrokenPixels("its pixels are not in fragments, though its transfer syntax says so");
        }
        ByteBuffer in = ByteBuffer.wrap(set.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        in.position(element.at());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean table = true;
        while (in.remaining() >= 8) {
            int tag = (in.getShort() << 16) | (in.getShort() & 0xffff);
            int length = in.getInt();
            if (tag != Tags.ITEM || length < 0 || length > in.remaining()) {
                break;
            }
            if (!table) {
                out.write(set.bytes(), in.position(), length);
            }
            in.position(in.position() + length);
            table = false;
        }
        return out.toByteArray();
    }
}
