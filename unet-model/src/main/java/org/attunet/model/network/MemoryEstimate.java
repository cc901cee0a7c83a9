package org.attunet.model.network;

import java.util.Locale;
import org.attunet.model.kernel.Shape;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;

/**
 * Bytes that a process holds at most while it trains or infers on the CPU, floats of 4 bytes, computed from the plan before anything is
 * allocated. The constants were fitted to what {@code ./unet bench --only train|infer} measures; it prints the estimate
 * beside its {@code peak_mb}.
 *
 * @param parameters parameters; in training also their gradient and Adam's two moments
 * @param activations outputs kept at once: in training all of them and what each convolution gives before its normalisation
 * @param gradients gradients by outputs that the backward pass holds at once; none at inference
 * @param scratch one convolution's operands in the layout that oneDNN works in, and its gradient's
 * @param slabs of these two, what inference on the CPU in float does without: joins that are made slab by slab
 * @param process the virtual machine, the libraries and the Java heap, whatever the network
 */
public record MemoryEstimate(
        long parameters, long activations, long gradients, long scratch, long slabs, long process) {
    private static final int FLOAT = 4;
    private static final long MEGABYTE = 1L << 20;

    /** Parameters, their gradient, both moments of Adam. */
    private static final int COPIES_IN_TRAINING = 4;

    /** Of a process that infers with a network of next to nothing: virtual machine, libraries, heap. */
    private static final long INFERRING = 220 * MEGABYTE;

    /** The same of one that trains. */
    private static final long TRAINING = 200 * MEGABYTE;

    /** Context, code, and the workspace of convolutions, which are refused more than that. Not yet measured against a GPU's own count. */
    private static final long ON_GPU = 1024 * MEGABYTE;

    /** Of training steps with Adam on patches of one sample's size. */
    public static MemoryEstimate training(NetworkSettings network, Shape patch, long batch) {
        PlanMemory memory = PlanMemory.ofWhole(NetworkPlans.training(network, LossSettings.of(LossKind.DICE)), patch);
        return new MemoryEstimate(
                COPIES_IN_TRAINING * FLOAT * memory.parameters(),
                FLOAT * batch * memory.keptForBackward(),
                FLOAT * batch * memory.gradientsAlive(),
                FLOAT * (batch * (memory.largestConvolution() + memory.largestBlock()) + memory.largestWeights()),
                0,
                TRAINING);
    }

    /** Of inference. */
    public static MemoryEstimate inference(NetworkSettings network, Shape patch, long batch) {
        return inference(NetworkPlans.inference(network), patch, batch);
    }

    /** Of inference by a plan. */
    public static MemoryEstimate inference(Plan plan, Shape patch, long batch) {
        PlanMemory memory = PlanMemory.ofWhole(plan, patch);
        PlanMemory slabs = PlanMemory.ofSlabs(plan, patch);
        long most = memory.alive() + memory.largestConvolution();
        return new MemoryEstimate(
                FLOAT * memory.parameters(),
                FLOAT * batch * memory.alive(),
                0,
                FLOAT * (batch * memory.largestConvolution() + 2 * memory.largestWeights()),
                FLOAT * batch * (most - slabs.alive() - slabs.largestConvolution()),
                INFERRING);
    }

    /**
     * On a GPU: activations in another width, and beside them what CUDA, cuDNN and the kernels themselves take.
     *
     * @param width bytes of a kept number
     */
    public long onGpu(int width) {
        return parameters + (activations + gradients + scratch) / FLOAT * width + ON_GPU;
    }

    /** All of it. */
    public long total() {
        return total(FLOAT);
    }

    /**
     * All of it where activations and gradients are kept in another width.
     *
     * @param width bytes of a kept number
     */
    public long total(int width) {
        long saved = width == FLOAT ? slabs : 0;
        return parameters + (activations + gradients) / FLOAT * width + scratch - saved + process;
    }

    /** Bytes as people read them: {@code 1.24 GB} or {@code 724 MB}, in powers of 1024. */
    public static String text(long bytes) {
        return bytes >= 1000 * MEGABYTE
                ? String.format(Locale.ROOT, "%.2f GB", bytes / (1024.0 * MEGABYTE))
                : bytes / MEGABYTE + " MB";
    }
}
