package org.attunet.model.kernel.onednn;

import org.attunet.model.kernel.Bfloat16;

/** Between floats and the bits of bfloat16, many at once, as {@link Bfloat16} defines it for one. */
abstract class HalfConversion {
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    /** By vectors where Java was started with {@code --add-modules jdk.incubator.vector}, which takes a tenth of the time. */
    static HalfConversion fastest() {
        return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent() ? byVectors() : new OneByOne();
    }

    /** The floats that {@code count} of the {@code bits} are. */
    abstract void widen(short[] bits, float[] values, int count);

    /** The bits of {@code count} rounded {@code values}. */
    abstract void round(float[] values, short[] bits, int count);

    /** By name: its class cannot be compiled beside classes that do without the module, nor be loaded where it is missing. */
    static HalfConversion byVectors() {
        try {
            return Class.forName(HalfConversion.class.getPackageName() + ".VectorConversion")
                    .asSubclass(HalfConversion.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Number by number; Java 17 makes no vectors of such loops by itself. */
    static final class OneByOne extends HalfConversion {
        @Override
        void widen(short[] bits, float[] values, int count) {
            for (int n = 0; n < count; n++) {
                values[n] = Bfloat16.toFloat(bits[n]);
            }
        }

        @Override
        void round(float[] values, short[] bits, int count) {
            for (int n = 0; n < count; n++) {
                bits[n] = Bfloat16.of(values[n]);
            }
        }
    }
}
