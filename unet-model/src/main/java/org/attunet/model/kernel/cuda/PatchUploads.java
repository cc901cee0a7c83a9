package org.attunet.model.kernel.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.IdentityHashMap;
import java.util.List;
import org.attunet.model.kernel.PatchOrder;

/** What patches are made from, brought up ahead of their making: one lane is filled while work uses the other. */
final class PatchUploads {
    private static final int ALIGNMENT = 512;

    private final Lane[] lanes;
    private int turn;
    private Lane lane;

    /** Of the patches that were sent last. */
    private IdentityHashMap<PatchOrder, Places> sent = new IdentityHashMap<>();

    /** Through two lanes of a device. */
    PatchUploads(DeviceSession device) {
        lanes = new Lane[] {device.lane(), device.lane()};
    }

    /** Where the parts of an order lie: addresses, or offsets on the way. */
    record Places(long image, long classes, long warp) {
        private Places from(long address) {
            return new Places(address + image, address + classes, address + warp);
        }
    }

    /** Begins to copy up. */
    void send(List<PatchOrder> orders) {
        IdentityHashMap<PatchOrder, Places> places = new IdentityHashMap<>();
        long end = 0;
        for (PatchOrder order : orders) {
            long classes = end + aligned(imageBytes(order));
            long warp = classes + aligned(order.voxels().classes().length);
            places.put(order, new Places(end, classes, warp));
            end = warp + aligned((long) order.warp().length * Double.BYTES);
        }
        lane = lanes[turn++ % lanes.length];
        ByteBuffer room = lane.room(end);
        places.forEach((order, at) -> write(order, at, room));
        lane.send(end);
        sent = places;
    }

    private static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static long imageBytes(PatchOrder order) {
        int width = order.voxels().image() instanceof ShortBuffer ? Short.BYTES : Float.BYTES;
        return width * order.voxels().size().length();
    }

    private static void write(PatchOrder order, Places at, ByteBuffer room) {
        ByteBuffer image = from(room, at.image());
        if (order.voxels().image() instanceof ShortBuffer shorts) {
            image.asShortBuffer().put(shorts.duplicate());
        } else {
            image.asFloatBuffer().put(((FloatBuffer) order.voxels().image()).duplicate());
        }
        from(room, at.classes()).put(order.voxels().classes());
        from(room, at.warp()).asDoubleBuffer().put(order.warp());
    }

    private static ByteBuffer from(ByteBuffer room, long at) {
        return room.duplicate().position(Math.toIntExact(at)).slice().order(ByteOrder.nativeOrder());
    }

    /** Where an order's parts lie for work that is asked for from here on; sent now where they were not before. */
    Places arrive(PatchOrder order) {
        if (!sent.containsKey(order)) {
            send(List.of(order));
        }
        return sent.get(order).from(lane.arrive());
    }

    /** All work that uses what has arrived was asked for. */
    void done() {
        lane.done();
    }
}
