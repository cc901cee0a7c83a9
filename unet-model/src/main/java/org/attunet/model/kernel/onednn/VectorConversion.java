package org.attunet.model.kernel.onednn;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.attunet.model.kernel.Bfloat16;

/** A processor's vector of numbers at a time, by Java's incubating module for vectors. */
final class VectorConversion extends HalfConversion {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> HALVES =
            VectorSpecies.of(short.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));
    private static final short NO_NUMBER = Bfloat16.of(Float.NaN);

    @Override
    void widen(short[] bits, float[] values, int count) {
        int end = FLOATS.loopBound(count);
        for (int n = 0; n < end; n += FLOATS.length()) {
            IntVector wide =
                    (IntVector) ShortVector.fromArray(HALVES, bits, n).convertShape(VectorOperators.S2I, INTS, 0);
            wide.lanewise(VectorOperators.LSHL, Bfloat16.BITS)
                    .reinterpretAsFloats()
                    .intoArray(values, n);
        }
        for (int n = end; n < count; n++) {
            values[n] = Bfloat16.toFloat(bits[n]);
        }
    }

    @Override
    void round(float[] values, short[] bits, int count) {
        int end = FLOATS.loopBound(count);
        for (int n = 0; n < end; n += FLOATS.length()) {
            FloatVector numbers = FloatVector.fromArray(FLOATS, values, n);
            IntVector whole = numbers.reinterpretAsInts();
            IntVector lastBit =
                    whole.lanewise(VectorOperators.LSHR, Bfloat16.BITS).and(1);
            IntVector rounded =
                    whole.add(Bfloat16.JUST_BELOW_HALF).add(lastBit).lanewise(VectorOperators.LSHR, Bfloat16.BITS);
            IntVector kept = rounded.blend(
                    NO_NUMBER, numbers.compare(VectorOperators.NE, numbers).cast(INTS));
            ((ShortVector) kept.convertShape(VectorOperators.I2S, HALVES, 0)).intoArray(bits, n);
        }
        for (int n = end; n < count; n++) {
            bits[n] = Bfloat16.of(values[n]);
        }
    }
}
