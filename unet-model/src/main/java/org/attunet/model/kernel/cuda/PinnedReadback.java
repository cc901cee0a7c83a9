package org.attunet.model.kernel.cuda;

import static org.bytedeco.cuda.global.cudart.cudaEventCreateWithFlags;
import static org.bytedeco.cuda.global.cudart.cudaEventRecord;
import static org.bytedeco.cuda.global.cudart.cudaEventSynchronize;
import static org.bytedeco.cuda.global.cudart.cudaHostAlloc;
import static org.bytedeco.cuda.global.cudart.cudaMemcpyAsync;

import java.util.function.Supplier;
import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;

/** Copies through host memory that does not move, so that the stream goes on; kept as long as the process. */
final class PinnedReadback implements Readback {
    private static final int DISABLE_TIMING = 2;
    private static final int TO_HOST = 2;

    private final CUstream_st stream;
    private final CUevent_st arrived = new CUevent_st();
    private final DoublePointer host;
    private Copy last;

    PinnedReadback(CUstream_st stream, int doubles) {
        this.stream = stream;
        Pointer memory = new Pointer();
        Cuda.check(cudaHostAlloc(memory, (long) doubles * Double.BYTES, 0), "asking for pinned memory");
        host = new DoublePointer(memory).capacity(doubles);
        Cuda.check(cudaEventCreateWithFlags(arrived, DISABLE_TIMING), "making an event");
    }

    @Override
    public Supplier<double[]> begin(long from) {
        if (last != null) {
            last.get();
        }
        last = new Copy();
        long bytes = host.capacity() * Double.BYTES;
        Cuda.check(cudaMemcpyAsync(host, new Cuda.Address(from), bytes, TO_HOST, stream), "copying from the GPU");
        Cuda.check(cudaEventRecord(arrived, stream), "recording an event");
        return last;
    }

    /** What was copied, taken out of the one place when somebody looks, or before the next copy. */
    private final class Copy implements Supplier<double[]> {
        private double[] found;

        @Override
        public double[] get() {
            if (found == null) {
                Cuda.check(cudaEventSynchronize(arrived), "waiting for its work");
                found = new double[(int) host.capacity()];
                host.position(0).get(found);
            }
            return found;
        }
    }
}
