package org.attunet.data.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The outside of a DICOM file: preamble, meta header, and what to make of files without them. */
final class Part10 {
    /** Bytes that suffice to tell whether a file can be DICOM. */
    static final int SNIFFED = 140;

    private static final int PREAMBLE = 128;
    private static final byte[] MARKER = {'D', 'I', 'C', 'M'};
    private static final int META = 0x0002;
    private static final int IDENTIFYING = 0x0008;

    /** No slice is larger; what inflates beyond is no slice. */
    private static final int LARGEST = 1 << 28;

    private Part10() {}

    /** Whether a file that starts so may be DICOM. */
    static boolean looksLikeDicom(byte[] start) {
        return hasMarker(start, PREAMBLE)
                || endsInPreamble(start)
                || hasMarker(start, 0)
                || guess(start, 0).isPresent();
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
        int start = from;
        if (bytes.length - from >= 2 && word(bytes, from, ByteOrder.LITTLE_ENDIAN) == META) {
            start = DataSetParser.parse(meta, TransferSyntax.EXPLICIT, from, META);
        }
        String uid = meta.text(Tags.TRANSFER_SYNTAX);
        boolean bare = from != PREAMBLE + MARKER.length || uid.isEmpty();
        TransferSyntax syntax =
                uid.isEmpty() ? guess(bytes, start).orElse(TransferSyntax.EXPLICIT) : TransferSyntax.of(uid);
        return Optional.of(body(bytes, start, syntax, bare, meta));
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
        Optional<String> fault = inflate(bytes, start, inflated);
        DataSet set = new DataSet(inflated.toByteArray(), syntax, bare);
        DataSetParser.parse(set, 0);
        return fault.map(reason -> failed(set, reason)).orElse(set);
    }

    private static DataSet failed(DataSet set, String reason) {
        set.fail(reason);
        return set;
    }

    private static Optional<String> inflate(byte[] bytes, int start, ByteArrayOutputStream out) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, start, bytes.length - start);
            byte[] piece = new byte[1 << 15];
            while (!inflater.finished()) {
                int count = inflater.inflate(piece);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    return Optional.of("its deflated bytes end too early");
                }
                if (out.size() + count > LARGEST) {
                    return Optional.of("it inflates to more than any slice holds");
                }
                out.write(piece, 0, count);
            }
            return Optional.empty();
        } catch (DataFormatException e) {
            return Optional.of("its deflated bytes are damaged");
        } finally {
            inflater.end();
        }
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
