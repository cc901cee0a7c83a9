package org.attunet.data.cache;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import org.attunet.data.volume.Geometry;

/** A preprocessed case in a mapped file: the operating system reads the pages that are touched and shares them between programs. */
final class MappedCase implements PreparedCase {
    private final String id;
    private final CacheHeader header;
    private final FloatBuffer floats;
    private final ShortBuffer shorts;
    private final ByteBuffer label;
    private final Centres centres;

    MappedCase(String id, CacheHeader header, ByteBuffer image, ByteBuffer label, Centres centres) {
        this.id = id;
        this.header = header;
        boolean isShort = header.storage() == Storage.INT16;
        floats = isShort ? null : image.asFloatBuffer();
        shorts = isShort ? image.asShortBuffer() : null;
        this.label = label;
        this.centres = centres;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Geometry geometry() {
        return header.geometry();
    }

    @Override
    public void image(int index, int length, float[] into, int at) {
        if (floats != null) {
            floats.get(index, into, at, length);
            return;
        }
        for (int n = 0; n < length; n++) {
            into[at + n] = shorts.get(index + n) * header.step();
        }
    }

    @Override
    public float step() {
        return floats != null ? 0 : header.step();
    }

    @Override
    public void steps(int index, int length, short[] into, int at) {
        shorts.get(index, into, at, length);
    }

    @Override
    public void label(int index, int length, byte[] into, int at) {
        label.get(index, into, at, length);
    }

    @Override
    public Centres centres() {
        return centres;
    }
}
