package org.attunet.data.cache;

import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Geometry;

/** A preprocessed case held in memory. */
final class MemoryCase implements PreparedCase {
    private final String id;
    private final Geometry geometry;
    private final float[] image;
    private final byte[] label;
    private final Centres centres;

    /** The sample must have a label. */
    MemoryCase(String id, Sample sample) {
        this.id = id;
        geometry = sample.image().geometry();
        image = sample.image().floats();
        label = sample.label().orElseThrow().labels();
        centres = Centres.of(sample.image(), sample.label().orElseThrow());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Geometry geometry() {
        return geometry;
    }

    @Override
    public void image(int index, int length, float[] into, int at) {
        System.arraycopy(image, index, into, at, length);
    }

    @Override
    public void label(int index, int length, byte[] into, int at) {
        System.arraycopy(label, index, into, at, length);
    }

    @Override
    public Centres centres() {
        return centres;
    }
}
