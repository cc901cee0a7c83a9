package org.attunet.data.dicom;

import java.nio.ByteOrder;
import java.util.Map;

/**
 * How a file's data set and pixels are written.
 *
 * @param uid its number
 * @param explicit whether elements name their type
 * @param order of the bytes
 * @param deflated whether the data set is compressed as a whole
 * @param pixels how the pixels are compressed
 */
record TransferSyntax(String uid, boolean explicit, ByteOrder order, boolean deflated, Pixels pixels) {
    /** How pixels are compressed. */
    enum Pixels {
        NATIVE,
        RLE,
        JPEG_LOSSLESS,
        JPEG_2000,
        UNSUPPORTED
    }

    static final TransferSyntax IMPLICIT = plain("1.2.840.10008.1.2", false, ByteOrder.LITTLE_ENDIAN);
    static final TransferSyntax EXPLICIT = plain("1.2.840.10008.1.2.1", true, ByteOrder.LITTLE_ENDIAN);
    static final TransferSyntax BIG_ENDIAN = plain("1.2.840.10008.1.2.2", true, ByteOrder.BIG_ENDIAN);

    static final TransferSyntax DEFLATED =
            new TransferSyntax("1.2.840.10008.1.2.1.99", true, ByteOrder.LITTLE_ENDIAN, true, Pixels.NATIVE);

    private static final String JPEG = "1.2.840.10008.1.2.4.";

    /** Names of what is refused, for the message. */
    private static final Map<String, String> NAMES = Map.of(
            JPEG + "50", "JPEG baseline (lossy)",
            JPEG + "51", "JPEG extended (lossy)",
            JPEG + "80", "JPEG-LS lossless",
            JPEG + "81", "JPEG-LS near-lossless",
            JPEG + "201", "High-throughput JPEG 2000 lossless",
            JPEG + "202", "High-throughput JPEG 2000 lossless",
            JPEG + "203", "High-throughput JPEG 2000");

    private static TransferSyntax plain(String uid, boolean explicit, ByteOrder order) {
        return new TransferSyntax(uid, explicit, order, false, Pixels.NATIVE);
    }

    static TransferSyntax of(String uid) {
        return switch (uid) {
            case "1.2.840.10008.1.2" -> IMPLICIT;
            case "1.2.840.10008.1.2.1" -> EXPLICIT;
            case "1.2.840.10008.1.2.2" -> BIG_ENDIAN;
            case "1.2.840.10008.1.2.1.99" -> DEFLATED;
            case "1.2.840.10008.1.2.5" -> encapsulated(uid, Pixels.RLE);
            case JPEG + "57", JPEG + "70" -> encapsulated(uid, Pixels.JPEG_LOSSLESS);
            case JPEG + "90", JPEG + "91" -> encapsulated(uid, Pixels.JPEG_2000);
            default -> encapsulated(uid, Pixels.UNSUPPORTED);
        };
    }

    private static TransferSyntax encapsulated(String uid, Pixels pixels) {
        return new TransferSyntax(uid, true, ByteOrder.LITTLE_ENDIAN, false, pixels);
    }

    /** The same compression of pixels in a data set that is written otherwise; this one where it is not. */
    TransferSyntax writtenAs(TransferSyntax other) {
        boolean same = explicit == other.explicit && order == other.order && !deflated;
        return same ? this : new TransferSyntax(uid, other.explicit, other.order, false, pixels);
    }

    /** The same with pixels as they are. */
    TransferSyntax uncompressed() {
        return new TransferSyntax(uid, explicit, order, deflated, Pixels.NATIVE);
    }

    /** Number and, where it is known, name. */
    String describe() {
        String name = NAMES.get(uid);
        return name == null ? uid : uid + " (" + name + ")";
    }
}
