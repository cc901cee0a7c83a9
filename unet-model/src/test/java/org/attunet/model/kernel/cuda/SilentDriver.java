package org.attunet.model.kernel.cuda;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A device that has memory, looks at what it is asked for and computes nothing: every launch must be of a kernel that there is, with
 * the parameters that it has, and every address in memory that was given out.
 */
final class SilentDriver extends RecordingDriver {
    private static final KernelSource SOURCE = new KernelSource();

    /** Also changed by the cleaner of networks that nobody has any more. */
    private final Map<Long, BytePointer> memory = new ConcurrentHashMap<>();

    private final Precision precision;
    final Set<String> launched = new TreeSet<>();
    long available = Long.MAX_VALUE;

    /** Bytes that it has. */
    long room = Long.MAX_VALUE;

    SilentDriver(Precision precision) {
        super("a silent device");
        this.precision = precision;
    }

    /** Every kernel that there is. */
    static Set<String> kernels() {
        return SOURCE.declarations().keySet();
    }

    @Override
    public int multiprocessors() {
        return 132;
    }

    @Override
    public Precision precision() {
        return precision;
    }

    @Override
    public long available() {
        return available;
    }

    @Override
    public long allocate(long bytes) {
        if (memory.values().stream().mapToLong(Pointer::capacity).sum() > room - bytes) {
            throw new DeviceMemoryException("all of " + room + " bytes are taken");
        }
        BytePointer room = new BytePointer(Pointer.calloc(1, bytes)).capacity(bytes);
        memory.put(room.address(), room);
        return room.address();
    }

    @Override
    public void free(long address) {
        Pointer.free(memory.remove(address));
    }

    /** Whether there is memory that begins there. */
    boolean has(long address) {
        return memory.containsKey(address);
    }

    private void require(long address, long bytes) {
        boolean inside = memory.values().stream()
                .anyMatch(room -> room.address() <= address && address + bytes <= room.address() + room.capacity());
        if (!inside) {
            throw new IllegalArgumentException(bytes + " bytes at " + address + " are not the device's");
        }
    }

    private static Pointer at(long address) {
        return new Cuda.Address(address);
    }

    @Override
    public void upload(Pointer from, long to, long bytes) {
        requireNoRecording();
        require(to, bytes);
        Pointer.memcpy(at(to), from, bytes);
    }

    @Override
    public void download(long from, Pointer to, long bytes) {
        requireNoRecording();
        require(from, bytes);
        Pointer.memcpy(to, at(from), bytes);
    }

    @Override
    public void copy(long from, long to, long bytes) {
        ask(() -> {
            require(from, bytes);
            require(to, bytes);
            Pointer.memcpy(at(to), at(from), bytes);
        });
    }

    @Override
    public void clear(long address, long bytes) {
        ask(() -> {
            require(address, bytes);
            Pointer.memset(at(address), 0, bytes);
        });
    }

    @Override
    public void launch(Launch launch) {
        SOURCE.check(launch);
        ask(() -> look(launch));
    }

    private void look(Launch launch) {
        List<String> declared = SOURCE.declarations().get(launch.kernel());
        for (int n = 0; n < declared.size(); n++) {
            if (declared.get(n).contains("*") && !launch.arguments().get(n).equals(0L)) {
                require((Long) launch.arguments().get(n), 1);
            }
        }
        launched.add(launch.kernel());
    }

    private void look(long... addresses) {
        ask(() -> Arrays.stream(addresses).forEach(address -> require(address, 1)));
    }

    @Override
    public PaddedConvolution convolution(PaddedConvolution.Size size) {
        return new PaddedConvolution() {
            @Override
            public void forward(long x, long weights, long y) {
                look(x, weights, y);
            }

            @Override
            public boolean canActivate(float slope) {
                return true;
            }

            @Override
            public void activated(long x, long weights, long bias, float slope, long y) {
                look(x, weights, bias, y);
            }

            @Override
            public void data(long dy, long weights, long dx) {
                look(dy, weights, dx);
            }

            @Override
            public void filter(long x, long dy, long dw) {
                look(x, dy, dw);
            }
        };
    }
}
