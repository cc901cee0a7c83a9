package org.attunet.model.kernel.cuda;

import static org.bytedeco.cuda.global.cudnn.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * One operation that cuDNN knows how to run. Of the plans that its heuristics offer the first is taken that keeps to the precision, adds
 * up in a fixed order and fits into the memory for its workspace; none is timed, so that every process takes the same.
 */
final class CudnnPlan {
    /** Names of the three activations in every operation. */
    static final long X = 'x';

    static final long WEIGHTS = 'w';
    static final long Y = 'y';

    private static final long LARGEST_WORKSPACE = 2L << 30;
    private static final int MOST = 64;

    private final CudaDriver driver;
    private final Descriptor plan;
    private final long workspace;

    private CudnnPlan(CudaDriver driver, Descriptor plan, long workspace) {
        this.driver = driver;
        this.plan = plan;
        this.workspace = workspace;
    }

    /**
     * Finds one.
     *
     * @param what for the message
     * @throws DeviceException where cuDNN has none that may be taken
     */
    static CudnnPlan of(CudaDriver driver, Descriptor operation, String what) {
        Descriptor graph = new Descriptor(CUDNN_BACKEND_OPERATIONGRAPH_DESCRIPTOR)
                .pointers(CUDNN_ATTR_OPERATIONGRAPH_HANDLE, CUDNN_TYPE_HANDLE, driver.dnn())
                .descriptor(CUDNN_ATTR_OPERATIONGRAPH_OPS, operation)
                .finish();
        List<String> refused = new ArrayList<>();
        for (int mode : new int[] {CUDNN_HEUR_MODE_A, CUDNN_HEUR_MODE_FALLBACK}) {
            for (Descriptor configuration : offered(graph, mode)) {
                Set<Integer> notes = notes(configuration);
                if (!allowed(notes, driver.precision())) {
                    refused.add("numerical notes " + notes);
                    continue;
                }
                try {
                    return finished(driver, configuration);
                } catch (DeviceException e) {
                    refused.add(e.getMessage());
                }
            }
        }
        throw new DeviceException("cuDNN has no plan for " + what + " in " + driver.precision() + ": " + refused);
    }

    /** Whether cuDNN's notes on numbers leave an engine to a precision. Sums whose order changes from run to run are never taken. */
    static boolean allowed(Set<Integer> notes, Precision precision) {
        if (notes.contains(CUDNN_NUMERICAL_NOTE_NONDETERMINISTIC)
                || notes.contains(CUDNN_NUMERICAL_NOTE_REDUCED_PRECISION_REDUCTION)
                || notes.contains(CUDNN_NUMERICAL_NOTE_WINOGRAD_TILE_13x13)) {
            return false;
        }
        return precision != Precision.FLOAT
                || !(notes.contains(CUDNN_NUMERICAL_NOTE_DOWN_CONVERT_INPUTS)
                        || notes.contains(CUDNN_NUMERICAL_NOTE_TENSOR_CORE));
    }

    private static List<Descriptor> offered(Descriptor graph, int mode) {
        Descriptor heuristics = new Descriptor(CUDNN_BACKEND_ENGINEHEUR_DESCRIPTOR)
                .descriptor(CUDNN_ATTR_ENGINEHEUR_OPERATION_GRAPH, graph)
                .choice(CUDNN_ATTR_ENGINEHEUR_MODE, CUDNN_TYPE_HEUR_MODE, mode);
        if (cudnnBackendFinalize(heuristics.handle()) != 0) {
            return List.of();
        }
        return descriptors(heuristics, CUDNN_ATTR_ENGINEHEUR_RESULTS, CUDNN_BACKEND_ENGINECFG_DESCRIPTOR, MOST);
    }

    private static List<Descriptor> descriptors(Descriptor from, int attribute, int kind, int most) {
        List<Descriptor> found = new ArrayList<>();
        try (PointerPointer<Pointer> list = new PointerPointer<>(most)) {
            for (int n = 0; n < most; n++) {
                found.add(new Descriptor(kind));
                list.put(n, found.get(n).handle());
            }
            long[] count = new long[1];
            int status = cudnnBackendGetAttribute(
                    from.handle(), attribute, CUDNN_TYPE_BACKEND_DESCRIPTOR, most, count, list);
            int used = status == 0 ? (int) Math.min(count[0], most) : 0;
            found.subList(used, most).forEach(Descriptor::close);
            return found.subList(0, used);
        }
    }

    private static Set<Integer> notes(Descriptor configuration) {
        Set<Integer> notes = new TreeSet<>();
        for (Descriptor engine :
                descriptors(configuration, CUDNN_ATTR_ENGINECFG_ENGINE, CUDNN_BACKEND_ENGINE_DESCRIPTOR, 1)) {
            try (IntPointer values = new IntPointer((long) CUDNN_NUMERICAL_NOTE_TYPE_COUNT)) {
                long[] count = new long[1];
                Cuda.checkDnn(
                        cudnnBackendGetAttribute(
                                engine.handle(),
                                CUDNN_ATTR_ENGINE_NUMERICAL_NOTE,
                                CUDNN_TYPE_NUMERICAL_NOTE,
                                CUDNN_NUMERICAL_NOTE_TYPE_COUNT,
                                count,
                                values),
                        "asking for an engine's numerical notes");
                for (int n = 0; n < count[0]; n++) {
                    notes.add(values.get(n));
                }
            }
        }
        return notes;
    }

    private static CudnnPlan finished(CudaDriver driver, Descriptor configuration) {
        Descriptor plan = new Descriptor(CUDNN_BACKEND_EXECUTION_PLAN_DESCRIPTOR)
                .pointers(CUDNN_ATTR_EXECUTION_PLAN_HANDLE, CUDNN_TYPE_HANDLE, driver.dnn())
                .descriptor(CUDNN_ATTR_EXECUTION_PLAN_ENGINE_CONFIG, configuration)
                .finish();
        try (LongPointer bytes = new LongPointer(1)) {
            Cuda.checkDnn(
                    cudnnBackendGetAttribute(
                            plan.handle(),
                            CUDNN_ATTR_EXECUTION_PLAN_WORKSPACE_SIZE,
                            CUDNN_TYPE_INT64,
                            1,
                            new long[1],
                            bytes),
                    "asking for a plan's workspace");
            if (bytes.get() > LARGEST_WORKSPACE) {
                throw new DeviceException("a plan wants a workspace of " + bytes.get() + " bytes");
            }
            return new CudnnPlan(driver, plan, bytes.get());
        }
    }

    void run(long x, long weights, long y) {
        Pointer[] addresses = {new Cuda.Address(x), new Cuda.Address(weights), new Cuda.Address(y)};
        try (Descriptor pack = new Descriptor(CUDNN_BACKEND_VARIANT_PACK_DESCRIPTOR)
                .longs(CUDNN_ATTR_VARIANT_PACK_UNIQUE_IDS, X, WEIGHTS, Y)
                .pointers(CUDNN_ATTR_VARIANT_PACK_DATA_POINTERS, CUDNN_TYPE_VOID_PTR, addresses)
                .pointers(
                        CUDNN_ATTR_VARIANT_PACK_WORKSPACE,
                        CUDNN_TYPE_VOID_PTR,
                        new Cuda.Address(driver.workspace(workspace)))
                .finish()) {
            Cuda.checkDnn(cudnnBackendExecute(driver.dnn(), plan.handle(), pack.handle()), "running a convolution");
        }
    }
}
