package org.attunet.data.nifti;

import java.nio.ByteOrder;
import java.util.Optional;

/** Voxel types of NIfTI; names are those of NumPy. */
public enum NiftiType {
    UINT8(2, 1, "uint8", "u1"),
    INT16(4, 2, "int16", "i2"),
    INT32(8, 4, "int32", "i4"),
    FLOAT32(16, 4, "float32", "f4"),
    FLOAT64(64, 8, "float64", "f8"),
    INT8(256, 1, "int8", "i1"),
    UINT16(512, 2, "uint16", "u2"),
    UINT32(768, 4, "uint32", "u4"),
    INT64(1024, 8, "int64", "i8"),
    UINT64(1280, 8, "uint64", "u8");

    private final int code;
    private final int bytes;
    private final String label;
    private final String shortName;

    NiftiType(int code, int bytes, String label, String shortName) {
        this.code = code;
        this.bytes = bytes;
        this.label = label;
        this.shortName = shortName;
    }

    /** The header's number for it. */
    public int code() {
        return code;
    }

    /** Bytes per voxel. */
    public int bytes() {
        return bytes;
    }

    /** Whether every value fits a short or an unsigned short. */
    boolean isSmall() {
        return bytes < 3;
    }

    /** {@code int16}, or {@code >i2} where the bytes of a value are stored high one first. */
    public String name(ByteOrder order) {
        return order == ByteOrder.BIG_ENDIAN && bytes > 1 ? ">" + shortName : label;
    }

    /** The type of a header's number, where it is one that a CT or a label can have. */
    static Optional<NiftiType> of(int code) {
        for (NiftiType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** What else a header's number may mean. */
    static String describe(int code) {
        return switch (code) {
            case 0 -> "0 (unknown)";
            case 1 -> "1 (single bits)";
            case 32, 1792, 2048 -> code + " (complex numbers)";
            case 128, 2304 -> code + " (colours)";
            case 1536 -> "1536 (128-bit floats)";
            default -> code + ", which is no type of NIfTI";
        };
    }
}
