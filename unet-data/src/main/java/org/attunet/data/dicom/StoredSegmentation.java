package org.attunet.data.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.attunet.data.DataException;
import org.attunet.data.volume.Mask;

/** A binary segmentation read from the bytes of its file, as {@link DicomSegmentation} writes it. */
final class StoredSegmentation {
    /** Positions are written in 16 characters. */
    private static final double SAME_PLACE_MM = 1e-3;

    private final DataSet set;
    private final List<Frame> frames;

    private record Frame(int label, double[] position) {}

    private StoredSegmentation(DataSet set) {
        this.set = set;
        this.frames = items(set, SegmentationTags.FRAME_GROUPS).stream()
                .map(StoredSegmentation::frame)
                .toList();
    }

    static StoredSegmentation of(byte[] file) {
        return new StoredSegmentation(
                Part10.read(file).orElseThrow(() -> new DataException("no DICOM file was written")));
    }

    private static Frame frame(DataSet groups) {
        DataSet segment = items(groups, SegmentationTags.SEGMENT_OF_FRAME).get(0);
        DataSet plane = items(groups, SegmentationTags.PLANE_POSITION).get(0);
        return new Frame(
                segment.unsigned(SegmentationTags.REFERENCED_SEGMENT).orElseThrow(),
                plane.numbers(Tags.POSITION).orElseThrow());
    }

    /** The items of a sequence whose lengths are given. */
    static List<DataSet> items(DataSet set, int tag) {
        DataSet.Element sequence = set.element(tag).orElseThrow();
        ByteBuffer bytes = ByteBuffer.wrap(set.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        List<DataSet> items = new ArrayList<>();
        int end = sequence.at() + sequence.length();
        for (int at = sequence.at(); at < end; ) {
            int length = bytes.getInt(at + 4);
            byte[] content = Arrays.copyOfRange(set.bytes(), at + 8, at + 8 + length);
            DataSet item = new DataSet(content, TransferSyntax.EXPLICIT, false);
            DataSetParser.parse(item, 0);
            items.add(item);
            at += 8 + length;
        }
        return items;
    }

    /** Whether labels 1 … {@code labels} lie where they do in the mask, and nowhere else. */
    boolean holds(Mask mask, int labels) {
        int plane = mask.size().x() * mask.size().y();
        boolean sound = set.fault().isEmpty()
                && set.unsigned(Tags.COLUMNS).orElse(0) == mask.size().x()
                && set.unsigned(Tags.ROWS).orElse(0) == mask.size().y()
                && set.number(Tags.FRAMES).orElse(0) == frames.size();
        long[] voxels = new long[labels + 1];
        for (int f = 0; sound && f < frames.size(); f++) {
            Frame frame = frames.get(f);
            int slice = slice(mask, frame.position);
            sound = slice >= 0 && isSame(mask, frame.label, slice, f, voxels, plane);
        }
        return sound && IntStream.rangeClosed(1, labels).allMatch(label -> voxels[label] == mask.count(label));
    }

    /** The slice whose first voxel lies at a position in LPS mm; −1 where there is none. */
    private static int slice(Mask mask, double[] lps) {
        double[] index = mask.geometry().affine().inverse().apply(-lps[0], -lps[1], lps[2]);
        int slice = (int) Math.rint(index[2]);
        double[] ras = mask.geometry().affine().apply(0, 0, slice);
        double off = Vectors.length(new double[] {ras[0] + lps[0], ras[1] + lps[1], ras[2] - lps[2]});
        return off < SAME_PLACE_MM && slice >= 0 && slice < mask.size().z() ? slice : -1;
    }

    private boolean isSame(Mask mask, int label, int slice, int frame, long[] voxels, int plane) {
        int from = set.element(Tags.PIXELS).orElseThrow().at();
        for (int n = 0; n < plane; n++) {
            boolean inside = SegmentationFrames.isSet(set.bytes(), from, (long) frame * plane + n);
            if (inside != (mask.get(slice * plane + n) == label)) {
                return false;
            }
            voxels[label] += inside ? 1 : 0;
        }
        return true;
    }
}
