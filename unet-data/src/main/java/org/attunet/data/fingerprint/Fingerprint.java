package org.attunet.data.fingerprint;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A scan's mark, by which the scan is recognised and which no image can be made of: 256 yes-or-no answers about the surroundings of each
 * of up to {@value #MOST} landmarks, in no order and without their places. It reveals whether a scan that somebody has is this one, and
 * of each landmark what a blurred ball of 5 cm around it may look like.
 */
public final class Fingerprint {
    /** Landmarks that are kept: 4 kB. */
    static final int MOST = 128;

    /** Landmarks that two scans have in common at least to be one. */
    public static final int SHARED = 6;

    /** Leads a text, and changes with what the answers mean. */
    private static final String METHOD = "landmarks-1:";

    private static final int BYTES = Descriptor.BITS / Byte.SIZE;

    private final List<Descriptor> descriptors;

    /** Keeps its own copy of at most {@value #MOST}. */
    Fingerprint(List<Descriptor> descriptors) {
        this.descriptors = List.copyOf(descriptors);
        if (descriptors.size() > MOST) {
            throw new IllegalArgumentException("a fingerprint has at most " + MOST + " landmarks");
        }
    }

    List<Descriptor> descriptors() {
        return descriptors;
    }

    /** Whether there is enough in it to recognise the scan by. */
    public boolean isUsable() {
        return descriptors.size() >= SHARED;
    }

    /** As letters and digits, for files. */
    public String text() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES * descriptors.size());
        for (Descriptor of : descriptors) {
            bytes.putLong(of.a()).putLong(of.b()).putLong(of.c()).putLong(of.d());
        }
        return METHOD + Base64.getEncoder().encodeToString(bytes.array());
    }

    /**
     * Of a text as {@link #text} wrote it.
     *
     * @throws IllegalArgumentException if it is none, or one of another method
     */
    public static Fingerprint parse(String text) {
        if (!text.startsWith(METHOD)) {
            throw new IllegalArgumentException("a fingerprint begins with " + METHOD);
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text.substring(METHOD.length())));
        List<Descriptor> descriptors = new ArrayList<>();
        try {
            while (bytes.hasRemaining()) {
                descriptors.add(new Descriptor(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong()));
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a fingerprint has " + BYTES + " bytes a landmark", e);
        }
        return new Fingerprint(descriptors);
    }
}
