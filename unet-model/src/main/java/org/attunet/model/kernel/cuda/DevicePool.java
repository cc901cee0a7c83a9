package org.attunet.model.kernel.cuda;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TensorPool;

/** Device memory that is kept for the next one who asks for about as much; work is done in order, so what is given back may be taken at once. */
final class DevicePool implements TensorPool<DeviceTensor> {
    private static final long STEP = 512;

    private final Driver driver;
    private final TreeMap<Long, Deque<Long>> free = new TreeMap<>();
    private final Map<Long, Long> sizes = new HashMap<>();

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
        long size = (bytes + STEP - 1) / STEP * STEP;
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
        free.computeIfAbsent(sizes.get(address), size -> new ArrayDeque<>()).push(address);
    }

    /** Gives everything back to the device. */
    @Override
    public void clear() {
        sizes.keySet().forEach(driver::free);
        sizes.clear();
        free.clear();
    }
}
