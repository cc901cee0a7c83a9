package org.attunet.data.dicom;

/**
 * How pixels are stored.
 *
 * @param rows pixels along a column
 * @param columns pixels along a row
 * @param allocated bits between one pixel and the next
 * @param stored bits that count
 * @param highBit place of the highest of them
 * @param signed whether the highest of them is a sign
 */
record PixelFormat(int rows, int columns, int allocated, int stored, int highBit, boolean signed) {
    private static final int LARGEST = 8192;

    /** Whether an image of this kind exists and is of a size a scanner makes. */
    boolean isSound() {
        boolean sized = rows > 0 && columns > 0 && rows <= LARGEST && columns <= LARGEST;
        boolean whole = allocated == 8 || allocated == 16 || allocated == 32;
        return sized && whole && stored > 0 && stored <= allocated && highBit >= stored - 1 && highBit < allocated;
    }

    int pixels() {
        return rows * columns;
    }

    int bytes() {
        return allocated / 8;
    }

    /** The value of a pixel's bits: those outside of what is stored dropped, the sign extended. */
    int value(int bits) {
        int up = 31 - highBit;
        int down = 32 - stored;
        return signed ? bits << up >> down : bits << up >>> down;
    }

    /** The number that an int of {@link #value} stands for: 32 bits without a sign do not fit one. */
    double number(int value) {
        return signed || stored < Integer.SIZE ? value : Integer.toUnsignedLong(value);
    }

    /** NumPy's name for it. */
    String datatype() {
        return (signed ? "int" : "uint") + allocated;
    }

    String describe() {
        return columns + " columns, " + rows + " rows, " + stored + " of " + allocated + " bits up to bit " + highBit;
    }
}
