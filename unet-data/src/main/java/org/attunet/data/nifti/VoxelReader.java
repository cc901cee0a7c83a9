package org.attunet.data.nifti;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.volume.Volume;
import org.attunet.data.volume.VolumeStatistics;

/** Turns the bytes of voxels into shorts or floats, in large pieces. */
final class VoxelReader {
    private static final int PIECE = 1 << 18;
    private static final int START = 1 << 20;
    private static final double HALF = 0x1p32;
    private static final int MEGABYTE = 1 << 20;

    private final NiftiInput source;
    private final NiftiHeader header;
    private final byte[] bytes = new byte[PIECE];
    private final ByteBuffer buffer;
    private VolumeStatistics.Tally rounded;

    VoxelReader(NiftiInput source, NiftiHeader header) {
        this.source = source;
        this.header = header;
        this.buffer = ByteBuffer.wrap(bytes).order(header.order());
    }

    /** Refuses voxels that memory cannot hold, as the dimensions say before any is allocated. */
    Volume read() {
        if (header.size().voxels() * (double) heldBytes() > mostBytes()) {
            throw tooLarge();
        }
        try {
            return header.type().isSmall() ? scaled(readShorts()) : Volume.of(header.geometry(), readFloats());
        } catch (OutOfMemoryError e) {
            throw tooLarge().causedBy(e);
        }
    }

    /** Something has to be left to work with. */
    private static long mostBytes() {
        return Runtime.getRuntime().maxMemory() / 4 * 3;
    }

    private int heldBytes() {
        return header.type().isSmall() ? Short.BYTES : Float.BYTES;
    }

    private DataException tooLarge() {
        return DataException.refuse(
                BadInput.N4,
                source.path(),
                "its voxels are more than this program has memory for",
                "at most " + mostBytes() / MEGABYTE + " MB of voxels",
                header.size() + " of " + header.datatype() + ", " + header.dataBytes() / MEGABYTE
                        + " MB unpacked, in a file of " + source.stored() + " bytes",
                "Crop or resample the file where there is more memory; if no scan is that large, copy or convert it again.");
    }

    /** Statistics of the values read, before they were rounded to floats; nothing where none was. */
    Optional<VolumeStatistics> exact() {
        return Optional.ofNullable(rounded).map(VolumeStatistics.Tally::statistics);
    }

    /** As many elements as the file is likely to hold; a header that lies gets no more than it brings. */
    private int capacity() {
        int wanted = header.size().voxels();
        long likely = source.likely() / header.type().bytes();
        return (int) Math.min(wanted, Math.max(likely, START));
    }

    private int grown(int capacity) {
        return (int) Math.min(header.size().voxels(), 2L * capacity);
    }

    /** Raw values; those of uint16 keep their bits. */
    private short[] readShorts() {
        short[] values = new short[capacity()];
        int width = header.type().bytes();
        for (int done = 0; done < header.size().voxels(); ) {
            int count = next(done);
            if (done + count > values.length) {
                values = Arrays.copyOf(values, grown(values.length));
            }
            if (width == 2) {
                buffer.asShortBuffer().get(values, done, count);
            } else {
                widen(values, done, count, header.type() == NiftiType.INT8);
            }
            done += count;
        }
        return values;
    }

    private void widen(short[] values, int from, int count, boolean signed) {
        for (int n = 0; n < count; n++) {
            values[from + n] = (short) (signed ? bytes[n] : bytes[n] & 0xff);
        }
    }

    private float[] readFloats() {
        boolean plain = header.type() == NiftiType.FLOAT32 && !header.isScaled();
        rounded = plain ? null : new VolumeStatistics.Tally();
        float[] values = new float[capacity()];
        for (int done = 0; done < header.size().voxels(); ) {
            int count = next(done);
            if (done + count > values.length) {
                values = Arrays.copyOf(values, grown(values.length));
            }
            if (plain) {
                buffer.asFloatBuffer().get(values, done, count);
            } else {
                convert(values, done, count);
            }
            done += count;
        }
        return values;
    }

    private void convert(float[] values, int from, int count) {
        double slope = header.slope();
        double intercept = header.intercept();
        for (int n = 0; n < count; n++) {
            double high = high(n);
            double low = low(n);
            double value = (high + low) * slope + intercept;
            if (header.isScaled()) {
                rounded.add(value);
            } else {
                rounded.add(high, low);
            }
            values[from + n] = (float) value;
        }
    }

    /** A value as stored; of 64-bit integers, which a double may not hold, the upper half. */
    private double high(int n) {
        return switch (header.type()) {
            case FLOAT32 -> buffer.getFloat(4 * n);
            case FLOAT64 -> buffer.getDouble(8 * n);
            case INT32 -> buffer.getInt(4 * n);
            case UINT32 -> buffer.getInt(4 * n) & 0xffffffffL;
            case INT64 -> (buffer.getLong(8 * n) >> 32) * HALF;
            case UINT64 -> (buffer.getLong(8 * n) >>> 32) * HALF;
            default -> throw new IllegalStateException(header.type() + " is read as shorts");
        };
    }

    /** What the upper half leaves. */
    private double low(int n) {
        boolean halved = header.type() == NiftiType.INT64 || header.type() == NiftiType.UINT64;
        return halved ? buffer.getLong(8 * n) & 0xffffffffL : 0;
    }

    /** Reads the next piece into the buffer; how many voxels it holds. */
    private int next(int done) {
        int width = header.type().bytes();
        int count = Math.min(header.size().voxels() - done, PIECE / width);
        int got = source.read(bytes, count * width);
        if (got < count * width) {
            throw tooShort(source, header, (long) done * width + got);
        }
        return count;
    }

    static DataException tooShort(NiftiInput source, NiftiHeader header, long found) {
        return DataException.refuse(
                BadInput.N5,
                source.path(),
                "the file ends before its voxels do",
                header.dataBytes() + " bytes of " + header.size() + " voxels of " + header.datatype(),
                found < 0 ? "too few" : String.valueOf(found),
                "Copy, download or convert the file again.");
    }

    /** Applies slope and intercept; the result stays shorts where every value is an integer that fits. */
    private Volume scaled(short[] raw) {
        boolean unsigned = header.type() == NiftiType.UINT16;
        if (!header.isScaled() && !unsigned) {
            return Volume.of(header.geometry(), raw);
        }
        int mask = unsigned ? 0xffff : -1;
        if (!staysShort(raw, mask)) {
            return Volume.of(header.geometry(), floats(raw, mask));
        }
        if (header.isScaled()) {
            int slope = (int) header.slope();
            int intercept = (int) header.intercept();
            for (int n = 0; n < raw.length; n++) {
                raw[n] = (short) ((raw[n] & mask) * slope + intercept);
            }
        }
        return Volume.of(header.geometry(), raw);
    }

    private boolean staysShort(short[] raw, int mask) {
        double slope = header.slope();
        double intercept = header.intercept();
        if (slope != Math.rint(slope) || intercept != Math.rint(intercept)) {
            return false;
        }
        int low = Integer.MAX_VALUE;
        int high = Integer.MIN_VALUE;
        for (short value : raw) {
            low = Math.min(low, value & mask);
            high = Math.max(high, value & mask);
        }
        return fits(low * slope + intercept) && fits(high * slope + intercept);
    }

    private static boolean fits(double value) {
        return value >= Short.MIN_VALUE && value <= Short.MAX_VALUE;
    }

    private float[] floats(short[] raw, int mask) {
        rounded = new VolumeStatistics.Tally();
        float[] values = new float[raw.length];
        for (int n = 0; n < raw.length; n++) {
            double value = (raw[n] & mask) * header.slope() + header.intercept();
            rounded.add(value);
            values[n] = (float) value;
        }
        return values;
    }
}
