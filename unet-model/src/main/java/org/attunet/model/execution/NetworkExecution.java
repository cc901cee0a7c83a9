package org.attunet.model.execution;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.attunet.model.kernel.AdamStep;
import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.OptimizerBlock;
import org.attunet.model.kernel.ParameterVector;
import org.attunet.model.kernel.PatchKernels;
import org.attunet.model.kernel.PatchOrder;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TrainingStore;
import org.attunet.model.kernel.WindowedImage;
import org.attunet.model.network.MemoryEstimate;
import org.attunet.model.network.Plan;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network at work on some kernels: its plan compiled for whatever size of input comes, the last one kept, and its parameters where
 * the kernels read them. Arrays are dense, of the kernels' type. Not for several threads at once.
 */
public final class NetworkExecution<T> {
    private final Plan plan;
    private final Kernels<T> kernels;
    private final TrainingStore<T> parameters;
    private Key compiledFor;
    private ExecutionPlan<T> compiled;
    private Optional<OwnLoss> own = Optional.empty();

    /** Whether the kernels wrote since DL4J's arrays were brought up to date. */
    private boolean ahead;

    /** Whether somebody who may have written had DL4J's arrays since. */
    private boolean seen;

    /** Of a plan and its parameters. */
    public NetworkExecution(Plan plan, Kernels<T> kernels, TrainingStore<T> parameters) {
        this.plan = plan;
        this.kernels = kernels;
        this.parameters = parameters;
    }

    private record Key(Shape input, List<String> outputs) {}

    private ExecutionPlan<T> compiled(INDArray x, List<String> outputs) {
        return compiled(new Key(Shape.of(x.shape()), outputs));
    }

    private ExecutionPlan<T> compiled(Key key) {
        if (!key.equals(compiledFor)) {
            compiledFor = null;
            kernels.pool().clear();
            compiled = new ExecutionPlan<>(plan, kernels, parameters, key.input(), key.outputs());
            compiled.setLoss(own);
            compiledFor = key;
        }
        return compiled;
    }

    /**
     * The activations of some nodes, as in inference.
     *
     * @param x [N, C, X, Y, Z]
     * @param outputs names of nodes
     * @return [N, C, X, Y, Z] each, outside any workspace
     */
    public INDArray[] infer(INDArray x, List<String> outputs) {
        refresh();
        return compiled(x, outputs).infer(x);
    }

    /**
     * Begins to look at an image within the kernels' memory.
     *
     * @param output name of the node that gives logits
     * @param looks how each window is mirrored, look by look: bit 0, 1 or 2 is set for its first, second or third axis
     * @return nothing where windows are to be cut and put together on the host
     */
    public Optional<ImageInference> begin(WindowedImage image, String output, List<Integer> looks) {
        Key key = new Key(image.windows(), List.of(output));
        int classes = plan.shapes(image.windows()).get(output).channels();
        return kernels.windows(image, classes, width -> toCome(key, width))
                .map(windows -> new WindowedInference<>(windows, classes, looks, (write, read) -> {
                    refresh();
                    compiled(key).infer(write, read);
                }));
    }

    /** Bytes that activations of this size may yet take. */
    private long toCome(Key key, int width) {
        Shape input = key.input();
        return key.equals(compiledFor)
                ? 0
                : MemoryEstimate.inference(plan, input, input.samples()).onGpu(width);
    }

    /** A pass forward and backward, as {@link ExecutionPlan#train} does it. */
    public Score train(INDArray x, INDArray labels, Optional<Consumer<Map<String, INDArray>>> between) {
        refresh();
        ahead = true;
        return compiled(x, List.of()).train(x, labels, between);
    }

    /** From the next batch on, another loss than the plan's. */
    public void setLoss(OwnLoss loss) {
        own = Optional.of(loss);
        compiledFor = null;
    }

    /** Patches and labels that will come next to {@link #train(INDArray, INDArray, Optional)}. */
    public void expect(INDArray x, INDArray labels) {
        kernels.expect(List.of(x, labels));
    }

    /** Whether patches are made by the kernels. */
    public boolean makesPatches() {
        return kernels.patches().isPresent();
    }

    /** Patches that the kernels will make next. */
    public void expect(List<PatchOrder> patches) {
        kernels.patches().ifPresent(maker -> maker.expect(patches));
    }

    /** The same over patches that the kernels make, all of one size. */
    public Score train(List<PatchOrder> patches, Optional<Consumer<Map<String, INDArray>>> between) {
        refresh();
        ahead = true;
        PatchKernels<T> maker = kernels.patches().orElseThrow();
        Shape one = patches.get(0).size();
        Key key = new Key(new Shape(patches.size(), 1, one.x(), one.y(), one.z()), List.of());
        return compiled(key)
                .train(
                        (images, labels) -> {
                            for (int n = 0; n < patches.size(); n++) {
                                maker.make(patches.get(n), n, images, labels);
                            }
                        },
                        between);
    }

    /** Turns the gradient of these parameters into what they are to be lowered by, and moves their moments. */
    public void adam(OptimizerBlock block, AdamStep step) {
        kernels.adam(
                parameters.gradient(block.from(), block.length()),
                parameters.state(block.state(), block.length()),
                parameters.state(block.state() + block.length(), block.length()),
                step);
    }

    /** All parameters. */
    public ParameterVector values() {
        refresh();
        ahead = true;
        return parameters.values();
    }

    /** The gradient by all of them. */
    public ParameterVector gradient() {
        ahead = true;
        return parameters.gradient();
    }

    /** Called before somebody reads or writes DL4J's arrays. */
    public void look() {
        if (ahead) {
            parameters.fetch();
            ahead = false;
        }
        seen = true;
    }

    private void refresh() {
        if (seen) {
            parameters.refresh();
            seen = false;
        }
    }

    /** Seconds spent in each kind of operation, in all runs with the present size of input. */
    public Map<String, Double> secondsByKind() {
        return compiledFor == null ? Map.of() : compiled.secondsByKind();
    }
}
