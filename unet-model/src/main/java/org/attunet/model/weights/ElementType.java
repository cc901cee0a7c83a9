package org.attunet.model.weights;

import java.nio.ByteBuffer;
import org.attunet.model.kernel.Bfloat16;
import org.bytedeco.javacpp.indexer.HalfIndexer;

/** Kinds of numbers that weight files hold; all become floats. */
enum ElementType {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    I64(8),
    I32(4),
    I16(2),
    I8(1),
    U8(1),
    BOOL(1);

    private final int width;

    ElementType(int width) {
        this.width = width;
    }

    /** Bytes of one number. */
    int width() {
        return width;
    }

    /** The number at a byte position, in the buffer's byte order. */
    float read(ByteBuffer buffer, int at) {
        return switch (this) {
            case F64 -> (float) buffer.getDouble(at);
            case F32 -> buffer.getFloat(at);
            case F16 -> HalfIndexer.toFloat(buffer.getShort(at));
            case BF16 -> Bfloat16.toFloat(buffer.getShort(at));
            case I64 -> buffer.getLong(at);
            case I32 -> buffer.getInt(at);
            case I16 -> buffer.getShort(at);
            case I8 -> buffer.get(at);
            case U8, BOOL -> buffer.get(at) & 0xff;
        };
    }

    /** Fills {@code values} from packed numbers. */
    void read(ByteBuffer packed, float[] values, int from, int count) {
        for (int n = 0; n < count; n++) {
            values[from + n] = read(packed, n * width);
        }
    }
}
