package org.attunet.model.kernel.cuda;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * What one network uses of a driver: memory for activations, memory that it keeps, launches of a fitting size, and short vectors that
 * come and go. Its memory is free again when nobody has it any more.
 */
final class DeviceSession {
    private static final int THREADS = 256;
    private static final Cleaner CLEANER = Cleaner.create();

    private final Driver driver;
    private final DevicePool pool;
    private final DevicePool kept;
    private final Readback readback;
    private final List<Lane> lanes;
    private FloatPointer floats = new FloatPointer(1L << 16);

    DeviceSession(Driver driver) {
        this.driver = driver;
        this.readback = driver.readback(1);
        DevicePool activations = new DevicePool(driver);
        DevicePool vectors = new DevicePool(driver);
        this.pool = activations;
        this.kept = vectors;
        List<Lane> own = new ArrayList<>();
        this.lanes = own;
        CLEANER.register(
                this,
                () -> driver.later(() -> {
                    own.forEach(Lane::close);
                    activations.clear();
                    vectors.clear();
                }));
    }

    Driver driver() {
        return driver;
    }

    /** For activations, and for what is given back at once. */
    DevicePool pool() {
        return pool;
    }

    /** For what stays, whatever the size of the input. */
    DevicePool kept() {
        return kept;
    }

    /** For single numbers. */
    Readback readback() {
        return readback;
    }

    /** Another way up beside the queue. */
    Lane lane() {
        Lane lane = driver.lane();
        lanes.add(lane);
        return lane;
    }

    /** Blocks of a launch whose threads share out so many things. */
    private int blocks(long things, int threads) {
        return (int) Math.max(1, Math.min((things + threads - 1) / threads, driver.multiprocessors() * 32L));
    }

    /** Runs a kernel whose threads share out {@code things}. */
    void each(String kernel, long things, Object... arguments) {
        driver.launch(new Launch(kernel, blocks(things, THREADS), 1, THREADS, 0, Arrays.asList(arguments)));
    }

    /** Threads that share a voxel where its channels are summed: a power of two up to a warp. */
    static int lanes(int padded) {
        return Math.min(32, Integer.highestOneBit(Math.max(1, padded / 8)));
    }

    /**
     * Runs a kernel that sums over the voxels of each plane.
     *
     * @param kinds sums of each plane
     * @param sums address of the sums, [kinds, N · C] doubles
     * @param before arguments before the last, which is where the kernel leaves its sums block by block
     */
    void planeSums(String kernel, DeviceTensor x, int kinds, long sums, Object... before) {
        int chunks = Math.max(1, x.padded() / 8);
        int threads = Math.max(THREADS, (chunks + 31) / 32 * 32);
        int rows = threads / chunks;
        int blocks = (int) Math.max(
                1, Math.min(((long) x.shape().voxels() + rows - 1) / rows, driver.multiprocessors() * 4L));
        int samples = x.shape().samples();
        int channels = x.shape().channels();
        long partial = pool.take((long) samples * blocks * kinds * x.padded() * Float.BYTES);
        Object[] arguments = Arrays.copyOf(before, before.length + 1);
        arguments[before.length] = partial;
        driver.launch(new Launch(
                kernel, blocks, samples, threads, rows * chunks * 8 * Float.BYTES, Arrays.asList(arguments)));
        each(
                "planeSums",
                (long) kinds * samples * channels,
                partial,
                samples,
                blocks,
                kinds,
                channels,
                x.padded(),
                sums);
        pool.give(partial);
    }

    /**
     * A parameter's gradient: sums over samples and voxels by channel.
     *
     * @param weight address of one channel to multiply with first; 0 for none
     * @param gradient address of floats, one for each channel
     */
    void channelSums(DeviceTensor x, long weight, long gradient) {
        int planes = x.shape().samples() * x.shape().channels();
        long sums = pool.take(2L * planes * Double.BYTES);
        planeSums("weightedSums", x, 2, sums, x, weight, (long) x.shape().voxels(), x.padded());
        long wanted = weight == 0 ? sums : sums + (long) planes * Double.BYTES;
        each(
                "overSamples",
                x.shape().channels(),
                wanted,
                x.shape().samples(),
                x.shape().channels(),
                gradient);
        pool.give(sums);
    }

    /** Bytes of memory that holds zeros. */
    long zeros(long bytes) {
        long address = pool.take(bytes);
        driver.clear(address, bytes);
        return address;
    }

    /** Memory for numbers in the device's precision. */
    Borrowed borrow(long numbers) {
        return new Borrowed(pool.take(numbers * driver.precision().bytes()), pool);
    }

    /** Floats on the heap. */
    float[] download(long address, int count) {
        float[] found = new float[count];
        try (FloatPointer host = new FloatPointer(count)) {
            driver.download(address, host, (long) count * Float.BYTES);
            host.get(found);
        }
        return found;
    }

    /** Copies doubles up into memory that the caller gives back. */
    long doubles(double[] values) {
        long bytes = (long) values.length * Double.BYTES;
        long address = pool.take(bytes);
        try (DoublePointer host = new DoublePointer(values)) {
            driver.upload(host, address, bytes);
        }
        return address;
    }

    /** Copies floats up into memory that the caller gives back. */
    long floats(float[] values) {
        long address = pool.take((long) values.length * Float.BYTES);
        upload(values, address);
        return address;
    }

    /** Copies floats up. */
    void upload(float[] values, long address) {
        if (values.length > floats.capacity()) {
            floats.close();
            floats = new FloatPointer((long) values.length);
        }
        floats.position(0).put(values);
        driver.upload(floats, address, (long) values.length * Float.BYTES);
    }
}
