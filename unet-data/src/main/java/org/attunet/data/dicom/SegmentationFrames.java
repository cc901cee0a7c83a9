package org.attunet.data.dicom;

import java.util.ArrayList;
import java.util.List;
import org.attunet.data.volume.Mask;

/**
 * The frames of a binary segmentation: one for every slice in which a label is, one bit per pixel, bits of all frames in one
 * row without gaps, the first in the lowest bit. A label that is nowhere has one empty frame: a segment must have one.
 */
final class SegmentationFrames {
    private final Mask mask;
    private final List<Frame> frames;

    /**
     * One frame.
     *
     * @param label its segment, from 1
     * @param slice index along the mask's third axis
     */
    record Frame(int label, int slice) {}

    private SegmentationFrames(Mask mask, List<Frame> frames) {
        this.mask = mask;
        this.frames = frames;
    }

    /** Of labels 1 … {@code labels}, label by label, slices ascending. */
    static SegmentationFrames of(Mask mask, int labels) {
        List<Frame> frames = new ArrayList<>();
        int plane = mask.size().x() * mask.size().y();
        for (int label = 1; label <= labels; label++) {
            int before = frames.size();
            for (int k = 0; k < mask.size().z(); k++) {
                int end = (k + 1) * plane;
                if (mask.next(label, k * plane, end) < end) {
                    frames.add(new Frame(label, k));
                }
            }
            if (frames.size() == before) {
                frames.add(new Frame(label, 0));
            }
        }
        return new SegmentationFrames(mask, List.copyOf(frames));
    }

    List<Frame> frames() {
        return frames;
    }

    /** The pixels of all frames. */
    byte[] bits() {
        int plane = mask.size().x() * mask.size().y();
        byte[] bits = new byte[Math.toIntExact(((long) plane * frames.size() + 7) / 8)];
        for (int f = 0; f < frames.size(); f++) {
            Frame frame = frames.get(f);
            int from = frame.slice * plane;
            for (int n = mask.next(frame.label, from, from + plane);
                    n < from + plane;
                    n = mask.next(frame.label, n + 1, from + plane)) {
                long bit = (long) f * plane + n - from;
                bits[(int) (bit >> 3)] |= (byte) (1 << (bit & 7));
            }
        }
        return bits;
    }

    /** Whether a bit is set. */
    static boolean isSet(byte[] bits, int from, long bit) {
        return (bits[from + (int) (bit >> 3)] >> (bit & 7) & 1) != 0;
    }
}
