package org.attunet.model.kernel.cuda;

import java.util.List;
import java.util.stream.Stream;
import org.attunet.model.kernel.NormGroups;
import org.attunet.model.kernel.Shape;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * One run of a kernel.
 *
 * @param kernel its name
 * @param blocks blocks of threads
 * @param samples rows of blocks: a sample each where a kernel sums samples apart, else 1
 * @param threads threads of a block
 * @param shared bytes of shared memory that a block asks for
 * @param arguments what the kernel is given
 */
record Launch(String kernel, int blocks, int samples, int threads, int shared, List<Object> arguments) {
    Launch {
        arguments = arguments.stream().flatMap(Launch::passed).toList();
    }

    /** Memory that holds each argument, as CUDA wants them; the caller closes it. */
    List<Pointer> cells() {
        return arguments.stream().map(Launch::cell).toList();
    }

    private static Pointer cell(Object argument) {
        if (argument instanceof Integer value) {
            return new IntPointer(new int[] {value});
        } else if (argument instanceof Float value) {
            return new FloatPointer(new float[] {value});
        } else if (argument instanceof Double value) {
            return new DoublePointer(new double[] {value});
        }
        return new LongPointer(new long[] {(Long) argument});
    }

    /**
     * Activations are passed as their address, sizes as [N, X, Y, Z], sets of planes number by number, whether something is so as 1
     * or 0.
     */
    private static Stream<Object> passed(Object argument) {
        if (argument instanceof DeviceTensor tensor) {
            return Stream.of(tensor.address());
        } else if (argument instanceof Shape size) {
            return Stream.of(size.samples(), size.x(), size.y(), size.z());
        } else if (argument instanceof NormGroups groups) {
            return Stream.of(groups.samples(), groups.channels(), groups.width(), groups.acrossSamples() ? 1 : 0);
        } else if (argument instanceof Boolean is) {
            return Stream.of(is ? 1 : 0);
        }
        return Stream.of(argument);
    }
}
