package org.attunet.model.kernel.cuda;

import static org.bytedeco.cuda.global.cudnn.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Operations that cuDNN knows how to run as one. Of the plans that its heuristics offer the first is taken that keeps to the precision, adds
 * up in a fixed order and fits into the memory for its workspace; none is timed, so that every process takes the same. It is kept in the
 * driver's {@link PlanBook}.
 */
final class CudnnPlan {
    /** Names of what lies in memory in every operation. */
    static final long X = 'x';

    static final long WEIGHTS = 'w';
    static final long Y = 'y';

    /** And in those that have it. */
    static final long BIAS = 'b';

    private static final Logger LOG = LoggerFactory.getLogger(CudnnPlan.class);
    private static final long LARGEST_WORKSPACE = 2L << 30;

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
    static CudnnPlan of(CudaDriver driver, List<Descriptor> operations, String what) {
        Descriptor graph = new Descriptor(CUDNN_BACKEND_OPERATIONGRAPH_DESCRIPTOR)
                .pointers(CUDNN_ATTR_OPERATIONGRAPH_HANDLE, CUDNN_TYPE_HANDLE, driver.dnn())
                .descriptors(CUDNN_ATTR_OPERATIONGRAPH_OPS, operations)
                .finish();
        return driver.plans()
                .plan(
                        what,
                        choice -> allowed(driver, EngineConfiguration.of(graph, choice)),
                        () -> first(driver, graph, what));
    }

    private static PlanBook.Chosen<CudnnPlan> first(CudaDriver driver, Descriptor graph, String what) {
        List<String> refused = new ArrayList<>();
        for (int mode : new int[] {CUDNN_HEUR_MODE_A, CUDNN_HEUR_MODE_FALLBACK}) {
            for (EngineConfiguration configuration : EngineConfiguration.offered(graph, mode)) {
                try {
                    CudnnPlan plan = allowed(driver, configuration);
                    return new PlanBook.Chosen<>(choice(configuration), plan);
                } catch (DeviceException e) {
                    refused.add(e.getMessage());
                }
            }
        }
        throw new DeviceException("cuDNN has no plan for " + what + " in " + driver.precision() + ": " + refused);
    }

    /** Where cuDNN does not say how to find a plan again, the run goes on with it, and its checkpoints are without it. */
    private static Optional<EngineChoice> choice(EngineConfiguration configuration) {
        try {
            return Optional.of(configuration.choice());
        } catch (DeviceException e) {
            LOG.debug("a plan cannot be kept: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static CudnnPlan allowed(CudaDriver driver, EngineConfiguration configuration) {
        Set<Integer> notes = configuration.notes();
        if (!allowed(notes, driver.precision())) {
            throw new DeviceException("numerical notes " + notes);
        }
        return finished(driver, configuration.descriptor());
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
        run(new long[] {X, WEIGHTS, Y}, x, weights, y);
    }

    void run(long x, long weights, long bias, long y) {
        run(new long[] {X, WEIGHTS, BIAS, Y}, x, weights, bias, y);
    }

    private void run(long[] names, long... at) {
        Pointer[] addresses = Arrays.stream(at).mapToObj(Cuda.Address::new).toArray(Pointer[]::new);
        try (Descriptor pack = new Descriptor(CUDNN_BACKEND_VARIANT_PACK_DESCRIPTOR)
                .longs(CUDNN_ATTR_VARIANT_PACK_UNIQUE_IDS, names)
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
