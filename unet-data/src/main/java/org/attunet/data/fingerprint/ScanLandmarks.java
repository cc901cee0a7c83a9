package org.attunet.data.fingerprint;

import java.util.Comparator;
import java.util.List;
import org.attunet.data.volume.Volume;

/**
 * Every landmark of a scan, described: what its {@link Fingerprint} is taken from, and what other scans' fingerprints are looked up in.
 * Scans may be resampled, cropped, reordered along their axes or shifted in intensity; a rotated or mirrored body is another one.
 */
public final class ScanLandmarks {
    private static final double FINE_MM = 5;
    /** On top of the fine one: 8.2 mm in all. */
    private static final double COARSE_MM = 6.5;

    /** Answers in which one landmark, seen on two grids, may differ. */
    private static final int SAME = 16;
    /** Answers in which a landmark that is kept differs from every other of its scan: vertebrae and skin look alike everywhere. */
    private static final int DISTINCT = 48;
    /** Answers that are yes, and that are no, of a landmark that is kept. */
    private static final int VARIED = 16;

    private final List<Descriptor> all;

    private ScanLandmarks(List<Descriptor> all) {
        this.all = all;
    }

    /** Of a CT, on whatever grid, in HU or with a constant added to them. */
    public static ScanLandmarks of(Volume image) {
        SmoothedGrid fine = SmoothedGrid.of(image.geometry(), TissueWindow.apply(image), FINE_MM);
        int margin = (int) Math.ceil(Descriptor.RADIUS / SmoothedGrid.STEP);
        return new ScanLandmarks(Landmarks.of(fine, fine.smoothed(COARSE_MM), margin).parallelStream()
                .map(landmark -> Descriptor.of(fine, landmark))
                .toList());
    }

    /** A choice of the landmarks that nothing else in the scan looks like, spread over all of it. */
    public Fingerprint fingerprint() {
        return new Fingerprint(all.stream()
                .filter(this::isDistinct)
                .sorted(Comparator.comparingLong(Descriptor::shuffled))
                .limit(Fingerprint.MOST)
                .toList());
    }

    private boolean isDistinct(Descriptor landmark) {
        int ones = landmark.ones();
        return ones >= VARIED
                && ones <= Descriptor.BITS - VARIED
                && all.stream()
                                .filter(other -> landmark.distance(other) < DISTINCT)
                                .limit(2)
                                .count()
                        == 1;
    }

    /** Landmarks in all. */
    public int count() {
        return all.size();
    }

    /** Landmarks of a fingerprint that this scan has. */
    public int shared(Fingerprint known) {
        return (int) known.descriptors().stream()
                .filter(landmark -> all.stream().anyMatch(own -> landmark.distance(own) <= SAME))
                .count();
    }
}
