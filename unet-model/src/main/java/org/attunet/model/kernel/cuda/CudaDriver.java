package org.attunet.model.kernel.cuda;

import static org.bytedeco.cuda.global.cudart.cuLaunchKernel;
import static org.bytedeco.cuda.global.cudart.cuModuleGetFunction;
import static org.bytedeco.cuda.global.cudart.cuModuleLoadData;
import static org.bytedeco.cuda.global.cudart.cudaFree;
import static org.bytedeco.cuda.global.cudart.cudaGetLastError;
import static org.bytedeco.cuda.global.cudart.cudaMalloc;
import static org.bytedeco.cuda.global.cudart.cudaMemcpyAsync;
import static org.bytedeco.cuda.global.cudart.cudaMemsetAsync;
import static org.bytedeco.cuda.global.cudart.cudaSetDevice;
import static org.bytedeco.cuda.global.cudart.cudaStreamCreateWithFlags;
import static org.bytedeco.cuda.global.cudart.cudaStreamSynchronize;
import static org.bytedeco.cuda.global.cudnn.cudnnCreate;
import static org.bytedeco.cuda.global.cudnn.cudnnSetStream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.cuda.cudart.CUfunc_st;
import org.bytedeco.cuda.cudart.CUmod_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.cudnn.cudnnContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** A GPU: one stream, cuDNN, and the kernels compiled for exactly this device; open as long as the process. */
final class CudaDriver implements Driver {
    private static final int NON_BLOCKING = 1;
    private static final int TO_DEVICE = 1;
    private static final int TO_HOST = 2;
    private static final int WITHIN_DEVICE = 3;

    private final Gpu gpu;
    private final Precision precision;
    private final KernelSource source = new KernelSource();
    private final CUstream_st stream = new CUstream_st();
    private final cudnnContext dnn = new cudnnContext();
    private final CUmod_st module = new CUmod_st();
    private final Map<String, CUfunc_st> functions = new HashMap<>();
    private final Map<PaddedConvolution.Size, PaddedConvolution> convolutions = new HashMap<>();
    private final Workspace workspace = new Workspace(this);
    private final PlanBook plans;
    private int editionOfPlans;

    /** What is being recorded; null at other times. */
    private GraphRecording recording;

    /**
     * Opens a device.
     *
     * @throws DeviceException where it cannot be used
     */
    CudaDriver(Gpu gpu, Precision precision) {
        gpu.require(precision);
        this.gpu = gpu;
        this.precision = precision;
        this.plans = new PlanBook(gpu.text() + ", cuDNN " + Gpu.cudnnVersion() + ", " + precision.word());
        use();
        Cuda.check(cudaFree(new Pointer()), "opening " + gpu.name());
        Cuda.check(cudaStreamCreateWithFlags(stream, NON_BLOCKING), "making a stream");
        Cuda.checkDnn(cudnnCreate(dnn), "opening cuDNN");
        Cuda.checkDnn(cudnnSetStream(dnn, stream), "giving cuDNN a stream");
        try (BytePointer code = new BytePointer(CompiledKernels.of(source, gpu.capability(), precision))) {
            Cuda.check(cuModuleLoadData(module, code), "loading the kernels");
        }
    }

    @Override
    public int multiprocessors() {
        return gpu.multiprocessors();
    }

    @Override
    public Precision precision() {
        return precision;
    }

    cudnnContext dnn() {
        return dnn;
    }

    /** Where memory lies for a convolution to compute in. */
    long workspace(long bytes) {
        Workspace.Block block = workspace.atLeast(bytes);
        if (recording != null) {
            recording.uses(block);
        }
        return block.address();
    }

    /** What a graph did with the host would be done again whenever it is launched. */
    private void requireNoRecording() {
        if (recording != null) {
            throw new IllegalStateException("the host has a part in what is recorded");
        }
    }

    @Override
    public Optional<Recording> record(Runnable work) {
        requireNoRecording();
        recording = new GraphRecording(stream);
        try {
            return recording.capture(work);
        } finally {
            recording = null;
        }
    }

    @Override
    public long available() {
        return gpu.free();
    }

    @Override
    public long allocate(long bytes) {
        Pointer memory = new Pointer();
        int status = cudaMalloc(memory, bytes);
        if (status != 0) {
            cudaGetLastError(); // forgets it
        }
        Cuda.check(status, bytes / (1 << 20) + " MB more were asked for");
        return memory.address();
    }

    /** Which GPU is meant is remembered thread by thread. */
    @Override
    public void use() {
        Cuda.check(cudaSetDevice(gpu.number()), "choosing " + gpu.name());
    }

    /** Waits for the queue, as CUDA does. */
    @Override
    public void free(long address) {
        Cuda.check(cudaFree(new Cuda.Address(address)), "freeing memory");
    }

    /** CUDA has read pageable memory when it returns, and copies in the stream's order. */
    @Override
    public void upload(Pointer from, long to, long bytes) {
        requireNoRecording();
        Cuda.check(cudaMemcpyAsync(new Cuda.Address(to), from, bytes, TO_DEVICE, stream), "copying to the GPU");
    }

    @Override
    public void download(long from, Pointer to, long bytes) {
        requireNoRecording();
        Cuda.check(cudaMemcpyAsync(to, new Cuda.Address(from), bytes, TO_HOST, stream), "copying from the GPU");
        synchronize();
    }

    @Override
    public Lane lane() {
        return new CudaLane(this, stream);
    }

    @Override
    public Readback readback(int doubles) {
        return new PinnedReadback(stream, doubles);
    }

    @Override
    public void copy(long from, long to, long bytes) {
        Cuda.check(
                cudaMemcpyAsync(new Cuda.Address(to), new Cuda.Address(from), bytes, WITHIN_DEVICE, stream),
                "copying within the GPU");
    }

    @Override
    public void clear(long address, long bytes) {
        Cuda.check(cudaMemsetAsync(new Cuda.Address(address), 0, bytes, stream), "clearing memory");
    }

    /** Waits until everything asked for is done; what failed in between shows here. */
    void synchronize() {
        Cuda.check(cudaStreamSynchronize(stream), "waiting for its work");
    }

    private CUfunc_st function(String kernel) {
        return functions.computeIfAbsent(kernel, name -> {
            CUfunc_st function = new CUfunc_st();
            Cuda.check(cuModuleGetFunction(function, module, name), "finding kernel " + name);
            return function;
        });
    }

    @Override
    public void launch(Launch launch) {
        source.check(launch);
        List<Pointer> cells = launch.cells();
        try (PointerPointer<Pointer> list = new PointerPointer<>(cells.toArray(Pointer[]::new))) {
            Cuda.check(
                    cuLaunchKernel(
                            function(launch.kernel()),
                            launch.blocks(),
                            launch.samples(),
                            1,
                            launch.threads(),
                            1,
                            1,
                            launch.shared(),
                            stream,
                            list,
                            null),
                    "launching " + launch.kernel());
        }
        cells.forEach(Pointer::close);
    }

    @Override
    public PlanBook plans() {
        return plans;
    }

    /** Networks that are compiled already stay with their plans. */
    @Override
    public PaddedConvolution convolution(PaddedConvolution.Size size) {
        if (editionOfPlans != plans.editions()) {
            editionOfPlans = plans.editions();
            convolutions.clear();
        }
        return convolutions.computeIfAbsent(size, wanted -> new CudnnConvolution(this, wanted));
    }
}
