package org.attunet.data.nifti;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;

/** Files with one thing wrong: a good header and voxels 0, 1, 2 …, then changed. */
final class Odd {
    static final Size SIZE = new Size(4, 3, 2);
    static final Geometry GEOMETRY = new Geometry(SIZE, Affine.diagonal(new Spacing(0.5, 1, 2), -10, 20, 30));

    private Odd() {}

    /** A NIfTI-1 file of a type, its header changed by {@code change}; offsets are those of nifti1.h. */
    static Path file(Path folder, NiftiType type, Consumer<ByteBuffer> change) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(352 + SIZE.voxels() * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(HeaderBytes.of(GEOMETRY, type));
        for (int n = 0; n < SIZE.voxels(); n++) {
            put(bytes, type, n);
        }
        change.accept(bytes);
        Path file = folder.resolve("odd.nii");
        Files.write(file, bytes.array());
        return file;
    }

    private static void put(ByteBuffer bytes, NiftiType type, int value) {
        switch (type) {
            case UINT8, INT8 -> bytes.put((byte) value);
            case INT16, UINT16 -> bytes.putShort((short) value);
            case INT32, UINT32 -> bytes.putInt(value);
            case INT64, UINT64 -> bytes.putLong(value);
            case FLOAT32 -> bytes.putFloat(value);
            case FLOAT64 -> bytes.putDouble(value);
        }
    }
}
