package org.attunet.model.kernel.cuda;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import org.attunet.model.kernel.AdamStep;
import org.attunet.model.kernel.ClassLoss;
import org.attunet.model.kernel.ClassScores;
import org.attunet.model.kernel.Convolution;
import org.attunet.model.kernel.Dropping;
import org.attunet.model.kernel.Epilogue;
import org.attunet.model.kernel.HostFloats;
import org.attunet.model.kernel.ImageWindows;
import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.NetworkArrays;
import org.attunet.model.kernel.NormGroups;
import org.attunet.model.kernel.Normalisation;
import org.attunet.model.kernel.PatchKernels;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;
import org.attunet.model.kernel.TensorPool;
import org.attunet.model.kernel.TrainingStore;
import org.attunet.model.kernel.WindowedImage;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Kernels over activations in device memory. */
public final class CudaKernels implements Kernels<DeviceTensor> {
    /** A process opens each GPU once in a precision: its kernels are compiled and its plans found then. */
    private static final Map<Opened, Driver> DRIVERS = new HashMap<>();

    private final DeviceSession device;
    private final DevicePatches patches;
    private ArrayUploads uploads;

    /** Sizes of images that there was no room for. */
    private final Set<Shape> leftToHost = new HashSet<>();

    private record Opened(Gpu gpu, Precision precision) {}

    CudaKernels(DeviceSession device) {
        this.device = device;
        this.patches = new DevicePatches(device);
    }

    /**
     * For one network on a GPU.
     *
     * @throws DeviceException where it cannot be used
     */
    public static CudaKernels on(Gpu gpu, Precision precision) {
        return new CudaKernels(new DeviceSession(driver(gpu, precision)));
    }

    /**
     * What is chosen on a GPU where cuDNN has several plans.
     *
     * @throws DeviceException where it cannot be used
     */
    public static PlanBook plans(Gpu gpu, Precision precision) {
        return driver(gpu, precision).plans();
    }

    private static synchronized Driver driver(Gpu gpu, Precision precision) {
        return DRIVERS.computeIfAbsent(
                new Opened(gpu, precision), key -> new SharedDriver(new CudaDriver(gpu, precision)));
    }

    /** The network's parameters, beside its activations. */
    public TrainingStore<DeviceTensor> parameters(NetworkArrays arrays) {
        return new DeviceParameters(device, arrays);
    }

    @Override
    public TensorPool<DeviceTensor> pool() {
        return device.pool();
    }

    /** Nobody else's work comes between, so that threads wait for each other a few times a pass and not at every launch. */
    @Override
    public void run(Runnable part) {
        device.driver().together(part);
    }

    @Override
    public Runnable repeated(Runnable work) {
        return new RepeatedWork(device.pool(), work);
    }

    @Override
    public DeviceTensor read(INDArray array, Supplier<DeviceTensor> own) {
        DeviceTensor copy = own.get();
        fromArray(array, copy);
        return copy;
    }

    @Override
    public void fromArray(INDArray array, DeviceTensor to) {
        long planar = uploads().arrive(array);
        device.each("fromPlanar", to.chunks(), planar, samples(to), voxels(to), channels(to), to.padded(), to);
        uploads().done();
    }

    @Override
    public void expect(List<INDArray> arrays) {
        uploads().send(arrays);
    }

    private ArrayUploads uploads() {
        if (uploads == null) {
            uploads = new ArrayUploads(device);
        }
        return uploads;
    }

    @Override
    public void toArray(DeviceTensor from, INDArray array) {
        long length = from.shape().length();
        long planar = device.pool().take(length * Float.BYTES);
        device.each("toPlanar", length, from, samples(from), voxels(from), channels(from), from.padded(), planar);
        device.driver().download(planar, HostFloats.of(array), length * Float.BYTES);
        device.pool().give(planar);
    }

    @Override
    public Optional<ImageWindows<DeviceTensor>> windows(WindowedImage image, int classes, IntToLongFunction toCome) {
        int width = device.driver().precision().bytes();
        return DeviceWindows.of(device, image, classes, toCome.applyAsLong(width), leftToHost);
    }

    @Override
    public Optional<PatchKernels<DeviceTensor>> patches() {
        return Optional.of(patches);
    }

    private static int samples(DeviceTensor tensor) {
        return tensor.shape().samples();
    }

    private static int channels(DeviceTensor tensor) {
        return tensor.shape().channels();
    }

    /** Of one sample. */
    private static long voxels(DeviceTensor tensor) {
        return tensor.shape().voxels();
    }

    @Override
    public Convolution<DeviceTensor> convolution(
            Shape in, int out, Stencil stencil, long rowLength, Epilogue epilogue) {
        return DeviceConvolution.of(device, in, out, stencil, rowLength, epilogue);
    }

    @Override
    public Normalisation<DeviceTensor> normalisation(Shape size, NormGroups groups, double slope) {
        return new DeviceNormalisation(device, size, groups, (float) slope);
    }

    @Override
    public void activate(DeviceTensor x, double slope, DeviceTensor out) {
        device.each("activate", x.eighths(), x, x.length(), (float) slope, out);
    }

    @Override
    public void activationGradient(DeviceTensor y, DeviceTensor gradient, double slope) {
        device.each("activationGradient", y.eighths(), y, gradient, y.length(), (float) slope);
    }

    @Override
    public void add(DeviceTensor from, DeviceTensor to) {
        device.each("add", to.eighths(), from, to, to.length());
    }

    @Override
    public void copy(DeviceTensor from, DeviceTensor to) {
        device.driver().copy(from.address(), to.address(), bytes(to));
    }

    private long bytes(DeviceTensor tensor) {
        return tensor.length() * device.driver().precision().bytes();
    }

    @Override
    public void clear(DeviceTensor out) {
        device.driver().clear(out.address(), bytes(out));
    }

    @Override
    public void sigmoid(DeviceTensor y) {
        device.each("sigmoid", y.shape().length(), y, y.shape().totalVoxels(), channels(y), y.padded());
    }

    @Override
    public void sigmoidGradient(DeviceTensor s, DeviceTensor gradient) {
        device.each("sigmoidGradient", s.eighths(), s, gradient, s.length());
    }

    @Override
    public void softmax(DeviceTensor logits, int classes, DeviceTensor out) {
        long things = logits.shape().length() / classes;
        device.each(
                "softmax",
                things,
                logits,
                logits.shape().totalVoxels(),
                channels(logits),
                logits.padded(),
                classes,
                out);
    }

    @Override
    public ClassScores<DeviceTensor> classScores(Shape size, ClassLoss loss) {
        return new DeviceClassScores(device, size, loss);
    }

    @Override
    public Dropping<DeviceTensor> dropping(double kept) {
        return new DeviceDropping(device, kept);
    }

    @Override
    public void maxPool(DeviceTensor x, DeviceTensor out) {
        device.each("maxPool", out.chunks(), x, x.shape(), x.padded(), out);
    }

    @Override
    public void maxPoolGradient(DeviceTensor x, DeviceTensor out, DeviceTensor gradient, DeviceTensor dx) {
        device.each("maxPoolGradient", out.chunks(), x, out, gradient, x.shape(), x.padded(), dx);
    }

    @Override
    public void everySecond(DeviceTensor x, DeviceTensor out) {
        device.each("everySecond", out.chunks(), x, x.shape(), out.shape(), x.padded(), out);
    }

    @Override
    public void addToEverySecond(DeviceTensor part, DeviceTensor dx) {
        device.each("addToEverySecond", part.chunks(), part, part.shape(), dx.shape(), part.padded(), dx);
    }

    @Override
    public void concat(List<DeviceTensor> parts, List<Integer> factors, DeviceTensor map, DeviceTensor out) {
        boolean whole = parts.stream().allMatch(part -> channels(part) % 8 == 0);
        if (!whole) {
            clear(out); // for the zeros behind the last channel
        }
        int first = 0;
        for (int n = 0; n < parts.size(); n++) {
            DeviceTensor part = parts.get(n);
            int factor = factors.get(n);
            long weights = n == 0 && map != null ? map.address() : 0;
            if (whole) {
                long things = out.shape().totalVoxels() * part.padded() / 8;
                device.each(
                        "upsampleChunks",
                        things,
                        part,
                        part.shape(),
                        part.padded(),
                        factor,
                        weights,
                        out,
                        out.padded(),
                        first);
            } else {
                long things = out.shape().totalVoxels() * channels(part);
                device.each(
                        "upsampleChannels",
                        things,
                        part,
                        part.shape(),
                        channels(part),
                        part.padded(),
                        factor,
                        weights,
                        out,
                        out.padded(),
                        first);
            }
            first += channels(part);
        }
    }

    @Override
    public void upsampleAdjoint(DeviceTensor gradient, int channel, int factor, DeviceTensor dx, boolean add) {
        int width = gradient.padded();
        if (channels(dx) % 8 == 0 && channel % 8 == 0) {
            device.each(
                    "upsampleAdjointChunks",
                    dx.chunks(),
                    gradient,
                    width,
                    channel,
                    factor,
                    dx.shape(),
                    dx.padded(),
                    add,
                    dx);
        } else {
            device.each(
                    "upsampleAdjointChannels",
                    dx.length(),
                    gradient,
                    width,
                    channel,
                    factor,
                    dx.shape(),
                    channels(dx),
                    dx.padded(),
                    add,
                    dx);
        }
    }

    @Override
    public void gateAdjoint(
            DeviceTensor gradient, DeviceTensor x, DeviceTensor map, DeviceTensor dx, DeviceTensor dmap, boolean add) {
        int lanes = DeviceSession.lanes(x.padded());
        device.each(
                "gateAdjoint",
                x.shape().totalVoxels() * lanes,
                gradient,
                gradient.padded(),
                x,
                map,
                x.shape().totalVoxels(),
                channels(x),
                x.padded(),
                lanes,
                add,
                dx,
                dmap);
    }

    @Override
    public void adam(DeviceTensor gradient, DeviceTensor first, DeviceTensor second, AdamStep step) {
        long count = gradient.shape().length();
        device.each(
                "adam", count, gradient, first, second, count, step.rate(), step.beta1(), step.beta2(), step.epsilon());
    }
}
