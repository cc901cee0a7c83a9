package org.attunet.model.kernel.cuda;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TensorPool;

/**
 * Device memory that is kept for the next one who asks for about as much; work is done in order, so what is given back may be taken at
 * once. What a recording touches belongs to it: nobody else gets that memory, since the recording writes it whenever it is played.
 */
final class DevicePool implements TensorPool<DeviceTensor> {
    private static final long STEP = 512;

    private final Driver driver;
    private final TreeMap<Long, Deque<Long>> free = new TreeMap<>();
    private final Map<Long, Long> sizes = new HashMap<>();
    private final List<Recording> recordings = new ArrayList<>();

    /** What belongs to recordings. */
    private final Set<Long> recorded = new HashSet<>();

    /** What work took while it is recorded; null at other times. */
    private Set<Long> touched;

    DevicePool(Driver driver) {
        this.driver = driver;
    }

    @Override
    public DeviceTensor take(Shape shape) {
        return new DeviceTensor(
                shape, take(DeviceTensor.length(shape) * driver.precision().bytes()));
    }

    @Override
    public void give(DeviceTensor tensor) {
        give(tensor.address());
    }

    /** Bytes of memory. */
    long take(long bytes) {
        long address = found((bytes + STEP - 1) / STEP * STEP);
        if (touched != null) {
            touched.add(address);
        }
        return address;
    }

    private long found(long size) {
        Map.Entry<Long, Deque<Long>> fit = free.ceilingEntry(size);
        if (fit == null || fit.getKey() > size + size / 8 + 8 * STEP) {
            long address = driver.allocate(size);
            sizes.put(address, size);
            return address;
        }
        long address = fit.getValue().pop();
        if (fit.getValue().isEmpty()) {
            free.remove(fit.getKey());
        }
        return address;
    }

    void give(long address) {
        if (!recorded.contains(address)) {
            free.computeIfAbsent(sizes.get(address), size -> new ArrayDeque<>()).push(address);
        }
    }

    /** Records work that takes memory here; see {@link Driver#record}. It can be played until the pool is cleared. */
    Optional<Recording> record(Runnable work) {
        touched = new HashSet<>();
        try {
            Optional<Recording> made = driver.record(work);
            made.ifPresent(recording -> {
                recordings.add(recording);
                recorded.addAll(touched);
                free.values().forEach(addresses -> addresses.removeAll(touched));
                free.values().removeIf(Deque::isEmpty);
            });
            return made;
        } finally {
            touched = null;
        }
    }

    /** Closes what was recorded and gives everything back to the device. */
    @Override
    public void clear() {
        recordings.forEach(Recording::close);
        recordings.clear();
        recorded.clear();
        sizes.keySet().forEach(driver::free);
        sizes.clear();
        free.clear();
    }
}
