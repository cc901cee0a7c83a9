package org.attunet.model.kernel;

/** Numbers of 16 bits: a float's sign, its exponent, and the first seven bits of its fraction. */
public final class Bfloat16 {
    private static final int BITS = 16;
    private static final int JUST_BELOW_HALF = 0x7fff;

    private Bfloat16() {}

    /** The number that these bits are. */
    public static float toFloat(short bits) {
        return Float.intBitsToFloat(bits << BITS);
    }

    /** The bits of the nearest number, of two equally near ones that with an even last bit; infinity beyond the largest. */
    public static short of(float number) {
        // One bit pattern of what is no number, which adding does not carry over into another.
        int bits = Float.floatToIntBits(number);
        return (short) ((bits + JUST_BELOW_HALF + (bits >>> BITS & 1)) >>> BITS);
    }

    /** The nearest number, as {@link #of} has it. */
    public static float round(float number) {
        return toFloat(of(number));
    }
}
