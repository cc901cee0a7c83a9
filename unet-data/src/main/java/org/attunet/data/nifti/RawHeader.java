package org.attunet.data.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The header's fields as they stand in the file, unchecked, whichever version it is. */
final class RawHeader {
    static final int BYTES_1 = 348;
    static final int BYTES_2 = 540;

    private final ByteBuffer in;
    private final boolean first;

    private RawHeader(ByteBuffer in, boolean first) {
        this.in = in;
        this.first = first;
    }

    /** The header, or nothing where the first four bytes announce neither version in either byte order. */
    static Optional<RawHeader> parse(byte[] bytes, int length) {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length).order(order);
            int announced = length < 4 ? 0 : buffer.getInt(0);
            if ((announced == BYTES_1 || announced == BYTES_2) && length >= announced) {
                return Optional.of(new RawHeader(buffer, announced == BYTES_1));
            }
        }
        return Optional.empty();
    }

    /** Whether the first four bytes, in either order, are {@code size}. */
    static boolean announces(byte[] bytes, int length, int size) {
        int start = length < 4 ? 0 : ByteBuffer.wrap(bytes).getInt();
        return start == size || Integer.reverseBytes(start) == size;
    }

    int version() {
        return first ? 1 : 2;
    }

    /** Bytes of the header itself. */
    int length() {
        return first ? BYTES_1 : BYTES_2;
    }

    ByteOrder order() {
        return in.order();
    }

    /** The three letters of the format. */
    String magic() {
        int at = first ? 344 : 4;
        return new String(new byte[] {in.get(at), in.get(at + 1), in.get(at + 2)}, StandardCharsets.ISO_8859_1);
    }

    /** Number of axes, then voxels along each. */
    long dim(int n) {
        return first ? in.getShort(40 + 2 * n) : in.getLong(16 + 8 * n);
    }

    String dims() {
        long[] all = new long[8];
        Arrays.setAll(all, this::dim);
        return "dim = " + Arrays.toString(all);
    }

    int datatype() {
        return in.getShort(first ? 70 : 12);
    }

    /** Bits per voxel. */
    int bitpix() {
        return in.getShort(first ? 72 : 14);
    }

    /** qfac, then the distance of voxels along each axis. */
    double pixdim(int n) {
        return real(76, 104, n);
    }

    /** First byte of the voxels. */
    double voxOffset() {
        return first ? in.getFloat(108) : in.getLong(168);
    }

    double slope() {
        return real(112, 176, 0);
    }

    double intercept() {
        return real(116, 184, 0);
    }

    /** 1 metres, 2 millimetres, 3 micrometres, else unknown. */
    int unit() {
        return (first ? in.get(123) : in.getInt(500)) & 7;
    }

    int qformCode() {
        return first ? in.getShort(252) : in.getInt(344);
    }

    int sformCode() {
        return first ? in.getShort(254) : in.getInt(348);
    }

    /** b, c, d, then the offset along x, y, z. */
    double quaternion(int n) {
        return real(256, 352, n);
    }

    /** The three rows of the sform, one after the other. */
    double sform(int n) {
        return real(280, 400, n);
    }

    private double real(int at1, int at2, int n) {
        return first ? in.getFloat(at1 + 4 * n) : in.getDouble(at2 + 8 * n);
    }

    /** Whether the voxels lie in a file of their own. */
    boolean isPair() {
        return magic().startsWith("ni");
    }

    /** Bytes before the first place where voxels may start: header and extension flag, nothing in a file of their own. */
    int earliestVoxels() {
        return isPair() ? 0 : length() + 4;
    }
}
