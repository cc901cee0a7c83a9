package org.attunet.data.cache;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;

/**
 * The first bytes of a cache file, little-endian: magic number, bytes per voxel, size, affine, step, number of foreground voxels. Behind
 * it lie the image, the labels, the foreground voxels and the background counts of {@link Centres}.
 *
 * @param storage how the image's values lie in the file
 * @param geometry the preprocessed grid
 * @param step what one unit of an {@link Storage#INT16} value stands for
 * @param foreground voxels with a label
 */
record CacheHeader(Storage storage, Geometry geometry, float step, int foreground) {
    static final int BYTES = 144;
    private static final long MAGIC = 0x31_65_73_61_43_74_74_41L;

    ByteBuffer toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(MAGIC).putInt(storage.bytes());
        for (int length : geometry.size().toArray()) {
            bytes.putInt(length);
        }
        for (int element = 0; element < 12; element++) {
            bytes.putDouble(geometry.affine().get(element / 4, element % 4));
        }
        return bytes.putFloat(step).putInt(foreground).clear();
    }

    /** Empty for what is no cache file of ours. */
    static Optional<CacheHeader> parse(ByteBuffer bytes) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < BYTES || bytes.getLong() != MAGIC) {
            return Optional.empty();
        }
        Storage storage = bytes.getInt() == Storage.INT16.bytes() ? Storage.INT16 : Storage.FLOAT32;
        Size size = new Size(bytes.getInt(), bytes.getInt(), bytes.getInt());
        double[][] rows = new double[3][4];
        for (int element = 0; element < 12; element++) {
            rows[element / 4][element % 4] = bytes.getDouble();
        }
        Geometry geometry = new Geometry(size, Affine.of(rows));
        return Optional.of(new CacheHeader(storage, geometry, bytes.getFloat(), bytes.getInt()));
    }

    long imageBytes() {
        return (long) geometry.size().voxels() * storage.bytes();
    }

    long labelStart() {
        return BYTES + imageBytes();
    }

    long centresStart() {
        return labelStart() + geometry.size().voxels();
    }

    int rows() {
        return geometry.size().y() * geometry.size().z();
    }

    long fileBytes() {
        return centresStart() + 4L * (foreground + rows() + 1);
    }
}
