package org.attunet.data.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The outside of a DICOM file: preamble, meta header, and what to make of files without them. */
final class Part10 {
    /** Bytes that suffice to tell whether a file can be DICOM. */
    static final int SNIFFED = 512;

    private static final int PREAMBLE = 128;
    private static final byte[] MARKER = {'D', 'I', 'C', 'M'};
    private static final int META = 0x0002;
    private static final int IDENTIFYING = 0x0008;

    /** How pixels are compressed that can be read. */
    private static final Set<TransferSyntax.Pixels> COMPRESSED =
            EnumSet.of(TransferSyntax.Pixels.RLE, TransferSyntax.Pixels.JPEG_LOSSLESS, TransferSyntax.Pixels.JPEG_2000);

    private Part10() {}

    /** Whether a file that starts so is DICOM and nothing else. */
    static boolean hasMarker(byte[] start) {
        return hasMarker(start, PREAMBLE);
    }

    /** Whether it has no preamble, but is DICOM all the same. */
    static boolean isBare(byte[] start) {
        return hasMarker(start, 0) || guess(start, 0).isPresent();
    }

    /** Whether a file that starts so may be DICOM. */
    static boolean looksLikeDicom(byte[] start) {
        return hasMarker(start) || endsInPreamble(start) || isBare(start);
    }

    /** The elements of a file; nothing where it is no DICOM. */
    static Optional<DataSet> read(byte[] bytes) {
        if (endsInPreamble(bytes)) {
            return Optional.of(
                    failed(new DataSet(bytes, TransferSyntax.EXPLICIT, false), "it ends within its preamble"));
        }
        int from = hasMarker(bytes, PREAMBLE) ? PREAMBLE + MARKER.length : hasMarker(bytes, 0) ? MARKER.length : 0;
        Optional<TransferSyntax> guessed = guess(bytes, from);
        if (from == 0 && guessed.isEmpty()) {
            return Optional.empty();
        }
        DataSet meta = new DataSet(bytes, TransferSyntax.EXPLICIT, true);
        boolean headed = bytes.length - from >= 2 && word(bytes, from, ByteOrder.LITTLE_ENDIAN) == META;
        int start = headed ? DataSetParser.parse(meta, TransferSyntax.EXPLICIT, from, META) : from;
        String uid = meta.text(Tags.TRANSFER_SYNTAX);
        boolean bare = from != PREAMBLE + MARKER.length || uid.isEmpty();
        TransferSyntax declared = uid.isEmpty() ? TransferSyntax.EXPLICIT : TransferSyntax.of(uid);
        DataSet set = asWritten(syntax -> body(bytes, start, syntax, bare, meta), declared, guess(bytes, start));
        if (!uid.isEmpty() && !set.syntax().equals(declared)) {
            set.markMisdeclared();
        }
        return Optional.of(set);
    }

    /**
     * The elements as they are written, whatever the header says of them.
     *
     * @param body reads them in a syntax
     * @param shown what the first element shows
     */
    private static DataSet asWritten(
            Function<TransferSyntax, DataSet> body, TransferSyntax declared, Optional<TransferSyntax> shown) {
        DataSet set = body.apply(written(declared, shown));
        TransferSyntax other = shown.map(declared::writtenAs).orElse(TransferSyntax.DEFLATED);
        if (set.fault().isPresent() && declared.deflated() == shown.isPresent()) {
            DataSet again = body.apply(other);
            return again.fault().isEmpty() && again.has(Tags.SOP_CLASS) ? again : set;
        }
        return hasRawPixels(set) ? body.apply(set.syntax().uncompressed()) : set;
    }

    /**
     * Whether the pixels are not compressed, as the header says, since they do not lie in fragments and are as many bytes as the image
     * takes. A compression that is not known is refused by its name, whatever lies there.
     */
    private static boolean hasRawPixels(DataSet set) {
        double bytes = pixelBytes(set);
        return COMPRESSED.contains(set.syntax().pixels())
                && set.element(Tags.PIXELS)
                        .filter(pixels -> pixels.length() > 0 && pixels.length() == bytes + bytes % 2)
                        .isPresent();
    }

    /** What the first element shows counts more than what the header says; nothing deflated starts like an element with a type. */
    private static TransferSyntax written(TransferSyntax declared, Optional<TransferSyntax> shown) {
        return shown.filter(syntax -> syntax.explicit() || !declared.deflated())
                .map(declared::writtenAs)
                .orElse(declared);
    }

    /** Bytes of the image that the start of a file announces; 0 where it announces none. */
    static double pixelBytes(byte[] start) {
        return read(start).map(Part10::pixelBytes).orElse(0.0);
    }

    private static double pixelBytes(DataSet set) {
        double frames = Math.max(1, set.number(Tags.FRAMES).orElse(1));
        return frames
                * set.unsigned(Tags.ROWS).orElse(0)
                * set.unsigned(Tags.COLUMNS).orElse(0)
                * set.unsigned(Tags.SAMPLES).orElse(1)
                * Math.ceil(set.unsigned(Tags.BITS_ALLOCATED).orElse(0) / 8.0);
    }

    private static DataSet body(byte[] bytes, int start, TransferSyntax syntax, boolean bare, DataSet meta) {
        if (meta.fault().isPresent()) {
            return failed(new DataSet(bytes, syntax, bare), meta.fault().get());
        }
        if (!syntax.deflated()) {
            DataSet set = new DataSet(bytes, syntax, bare);
            DataSetParser.parse(set, start);
            return set;
        }
        ByteArrayOutputStream inflated = new ByteArrayOutputStream();
        Optional<String> fault =
                Deflated.inflate(bytes, start, inflated, begun -> pixelBytes(parsed(begun, syntax, bare)));
        DataSet set = parsed(inflated.toByteArray(), syntax, bare);
        return fault.map(reason -> failed(set, reason)).orElse(set);
    }

    private static DataSet parsed(byte[] bytes, TransferSyntax syntax, boolean bare) {
        DataSet set = new DataSet(bytes, syntax, bare);
        DataSetParser.parse(set, 0);
        return set;
    }

    private static DataSet failed(DataSet set, String reason) {
        set.fail(reason);
        return set;
    }

    /** Whether this is a preamble, 128 zeros and a marker as nearly all writers make them, that was cut off. */
    private static boolean endsInPreamble(byte[] bytes) {
        if (bytes.length == 0 || bytes.length >= PREAMBLE + MARKER.length) {
            return false;
        }
        for (int n = 0; n < bytes.length; n++) {
            if (bytes[n] != (n < PREAMBLE ? 0 : MARKER[n - PREAMBLE])) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasMarker(byte[] bytes, int at) {
        return bytes.length >= at + MARKER.length
                && Arrays.equals(bytes, at, at + MARKER.length, MARKER, 0, MARKER.length);
    }

    /** The syntax in which an element of the first groups seems to be written here. */
    private static Optional<TransferSyntax> guess(byte[] bytes, int at) {
        if (bytes.length - at < 8) {
            return Optional.empty();
        }
        int little = word(bytes, at, ByteOrder.LITTLE_ENDIAN);
        boolean typed = isType(bytes[at + 4]) && isType(bytes[at + 5]);
        if (little == META || little == IDENTIFYING) {
            if (typed) {
                return Optional.of(TransferSyntax.EXPLICIT);
            }
            int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at + 4);
            return length >= 0 && length < 1024 ? Optional.of(TransferSyntax.IMPLICIT) : Optional.empty();
        }
        boolean big = word(bytes, at, ByteOrder.BIG_ENDIAN) == IDENTIFYING && typed;
        return big ? Optional.of(TransferSyntax.BIG_ENDIAN) : Optional.empty();
    }

    private static boolean isType(byte letter) {
        return letter >= 'A' && letter <= 'Z';
    }

    private static int word(byte[] bytes, int at, ByteOrder order) {
        return ByteBuffer.wrap(bytes).order(order).getShort(at) & 0xffff;
    }
}
