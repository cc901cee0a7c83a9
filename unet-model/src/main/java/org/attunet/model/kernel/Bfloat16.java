package org.attunet.model.kernel;

/** Numbers of 16 bits: a float's sign, its exponent, and the first seven bits of its fraction. */
public final class Bfloat16 {
    /** How many they are, and how many of a float they leave out. */
    public static final int BITS = 16;

    /** Added to a float's bits, it carries over where what is left out is more than half of the last bit that is kept. */
    public static final int JUST_BELOW_HALF = 0x7fff;

    private static final int INFINITY = 0x7f800000;
    private static final short NO_NUMBER = 0x7fc0;

    private Bfloat16() {}

    /** The number that these bits are. */
    public static float toFloat(short bits) {
        return Float.intBitsToFloat(bits << BITS);
    }

    /** The bits of the nearest number, of two equally near ones that with an even last bit; infinity beyond the largest. */
    public static short of(float number) {
        int bits = Float.floatToRawIntBits(number);
        // One bit pattern of what is no number: adding might carry another over into a number. Integers are the faster
        // ones to compare.
        return (bits & Integer.MAX_VALUE) > INFINITY
                ? NO_NUMBER
                : (short) ((bits + JUST_BELOW_HALF + (bits >>> BITS & 1)) >>> BITS);
    }

    /** The nearest number, as {@link #of} has it. */
    public static float round(float number) {
        return toFloat(of(number));
    }
}
