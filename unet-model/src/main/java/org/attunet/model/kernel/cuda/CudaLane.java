package org.attunet.model.kernel.cuda;

import static org.bytedeco.cuda.global.cudart.cudaEventCreateWithFlags;
import static org.bytedeco.cuda.global.cudart.cudaEventDestroy;
import static org.bytedeco.cuda.global.cudart.cudaEventRecord;
import static org.bytedeco.cuda.global.cudart.cudaEventSynchronize;
import static org.bytedeco.cuda.global.cudart.cudaFreeHost;
import static org.bytedeco.cuda.global.cudart.cudaHostAlloc;
import static org.bytedeco.cuda.global.cudart.cudaMemcpyAsync;
import static org.bytedeco.cuda.global.cudart.cudaStreamCreateWithFlags;
import static org.bytedeco.cuda.global.cudart.cudaStreamDestroy;
import static org.bytedeco.cuda.global.cudart.cudaStreamWaitEvent;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Through host memory that does not move, by a stream of its own, with an event either way. */
final class CudaLane implements Lane {
    private static final int NON_BLOCKING = 1;
    private static final int DISABLE_TIMING = 2;
    private static final int TO_DEVICE = 1;

    private final CudaDriver driver;
    private final CUstream_st queue;
    private final CUstream_st own = new CUstream_st();
    private final CUevent_st arrived = new CUevent_st();
    private final CUevent_st used = new CUevent_st();
    private BytePointer host = new BytePointer();
    private long device;

    CudaLane(CudaDriver driver, CUstream_st queue) {
        this.driver = driver;
        this.queue = queue;
        Cuda.check(cudaStreamCreateWithFlags(own, NON_BLOCKING), "making a stream");
        Cuda.check(cudaEventCreateWithFlags(arrived, DISABLE_TIMING), "making an event");
        Cuda.check(cudaEventCreateWithFlags(used, DISABLE_TIMING), "making an event");
    }

    @Override
    public ByteBuffer room(long bytes) {
        Cuda.check(cudaEventSynchronize(arrived), "waiting for a copy");
        if (bytes > host.capacity()) {
            free();
            Pointer memory = new Pointer();
            Cuda.check(cudaHostAlloc(memory, bytes, 0), "asking for pinned memory");
            host = new BytePointer(memory).capacity(bytes);
            device = driver.allocate(bytes);
        }
        return host.asBuffer().order(ByteOrder.nativeOrder());
    }

    /** The queue is waited for as CUDA does. */
    private void free() {
        if (host.capacity() > 0) {
            Cuda.check(cudaFreeHost(host), "freeing pinned memory");
            driver.free(device);
            host = new BytePointer();
        }
    }

    @Override
    public void send(long bytes) {
        Cuda.check(cudaStreamWaitEvent(own, used, 0), "waiting for an event");
        Cuda.check(cudaMemcpyAsync(new Cuda.Address(device), host, bytes, TO_DEVICE, own), "copying to the GPU");
        Cuda.check(cudaEventRecord(arrived, own), "recording an event");
    }

    @Override
    public long arrive() {
        Cuda.check(cudaStreamWaitEvent(queue, arrived, 0), "waiting for an event");
        return device;
    }

    @Override
    public void done() {
        Cuda.check(cudaEventRecord(used, queue), "recording an event");
    }

    @Override
    public void close() {
        free();
        Cuda.check(cudaEventDestroy(arrived), "closing an event");
        Cuda.check(cudaEventDestroy(used), "closing an event");
        Cuda.check(cudaStreamDestroy(own), "closing a stream");
    }
}
