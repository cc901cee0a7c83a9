package org.attunet.model.kernel.cuda;

import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.List;
import org.attunet.model.kernel.HostFloats;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Dense arrays of the host on their way up, ahead where they are announced: one lane is filled while work uses the other. */
final class ArrayUploads {
    private final Lane[] lanes;
    private int turn;
    private Lane lane;

    /** Where those lie that were sent last and have not been used yet: offsets in the lane. */
    private IdentityHashMap<INDArray, Long> sent = new IdentityHashMap<>();

    /** Through two lanes of a device. */
    ArrayUploads(DeviceSession device) {
        lanes = new Lane[] {device.lane(), device.lane()};
    }

    /** Begins to copy up; until then arrays must not change. */
    void send(List<INDArray> arrays) {
        IdentityHashMap<INDArray, Long> places = new IdentityHashMap<>();
        long end = 0;
        for (INDArray array : arrays) {
            places.put(array, end);
            end += bytes(array);
        }
        lane = lanes[turn++ % lanes.length];
        ByteBuffer room = lane.room(end);
        try (BytePointer host = new BytePointer(room)) {
            places.forEach((array, at) -> Pointer.memcpy(host.getPointer(at), HostFloats.of(array), bytes(array)));
        }
        lane.send(end);
        sent = places;
    }

    private static long bytes(INDArray array) {
        return array.length() * Float.BYTES;
    }

    /** Where an array's floats lie for work that is asked for from here on, once; sent now where they were not before. */
    long arrive(INDArray array) {
        if (!sent.containsKey(array)) {
            send(List.of(array));
        }
        long at = sent.remove(array);
        return lane.arrive() + at;
    }

    /** All work that uses what has arrived was asked for. */
    void done() {
        lane.done();
    }
}
