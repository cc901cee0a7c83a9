package org.attunet.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.List;
import org.attunet.model.kernel.PatchOrder;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.StoredVoxels;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.junit.jupiter.api.Test;

class PatchUploadsTest {
    private static final Shape SIZE = new Shape(1, 1, 3, 2, 5);
    private static final int VOXELS = 30;

    private final SilentDriver driver = new SilentDriver(Precision.FLOAT);
    private final PatchUploads uploads = new PatchUploads(new DeviceSession(driver));

    /** Of shorts where the number is even, else of floats, all of that number. */
    private static PatchOrder order(int number) {
        short[] shorts = new short[VOXELS];
        float[] floats = new float[VOXELS];
        byte[] classes = new byte[VOXELS];
        double[] warp = new double[PatchOrder.AFFINE];
        Arrays.fill(shorts, (short) number);
        Arrays.fill(floats, number);
        Arrays.fill(classes, (byte) number);
        Arrays.fill(warp, number);
        return new PatchOrder(
                new StoredVoxels(
                        SIZE, number % 2 == 0 ? ShortBuffer.wrap(shorts) : FloatBuffer.wrap(floats), 1, classes),
                SIZE,
                new int[3],
                warp,
                false,
                0,
                List.of());
    }

    private void requireThere(PatchUploads.Places at, int number) {
        FloatPointer floats = new FloatPointer(VOXELS);
        ShortPointer shorts = new ShortPointer(VOXELS);
        BytePointer classes = new BytePointer(VOXELS);
        DoublePointer warp = new DoublePointer(PatchOrder.AFFINE);
        driver.download(at.image(), floats, VOXELS * Float.BYTES);
        driver.download(at.image(), shorts, VOXELS * Short.BYTES);
        driver.download(at.classes(), classes, VOXELS);
        driver.download(at.warp(), warp, PatchOrder.AFFINE * Double.BYTES);
        float last = number % 2 == 0 ? shorts.get(VOXELS - 1) : floats.get(VOXELS - 1);
        assertThat(last).isEqualTo(number);
        assertThat((int) classes.get(VOXELS - 1)).isEqualTo(number);
        assertThat(warp.get(PatchOrder.AFFINE - 1)).isEqualTo(number);
    }

    @Test
    void whatComesNextLeavesAloneWhatIsUsed() {
        PatchOrder used = order(1);
        PatchUploads.Places ofUsed = uploads.arrive(used);
        List<PatchOrder> next = List.of(order(2), order(3));
        uploads.send(next);
        PatchUploads.Places ofNext = uploads.arrive(next.get(1));
        requireThere(ofUsed, 1);
        requireThere(uploads.arrive(next.get(0)), 2);
        requireThere(ofNext, 3);
    }

    @Test
    void whatWasNotExpectedIsBroughtWhenItIsAskedFor() {
        uploads.send(List.of(order(1), order(2)));
        requireThere(uploads.arrive(order(4)), 4);
    }

    @Test
    void twoPiecesOfMemoryTakeTurns() {
        long first = uploads.arrive(order(1)).image();
        long second = uploads.arrive(order(2)).image();
        long third = uploads.arrive(order(3)).image();
        assertThat(second).isNotEqualTo(first);
        assertThat(third).isEqualTo(first);
        requireThere(new PatchUploads.Places(third, third + 512, third + 1024), 3);
    }
}
