package org.attunet.data.volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Voxels of a mask that hang together: how many parts a label is in, specks beside it, holes inside it. */
public final class ConnectedComponents {
    private ConnectedComponents() {}

    /**
     * A connected part of a label.
     *
     * @param voxels how many it has
     * @param box the smallest one around it
     */
    public record Part(int voxels, Box box) {}

    /** The connected parts of a label over faces, edges and corners (26 neighbours), the largest first. */
    public static List<Part> parts(Mask mask, int label) {
        List<Part> parts = new ArrayList<>();
        Box.around(mask, label).ifPresent(box -> {
            Region region = new Region(mask, box, voxel -> voxel == label);
            region.parts(Region.CORNERS).forEach(part -> parts.add(new Part(part.length, region.around(part))));
        });
        parts.sort(Comparator.comparingInt(Part::voxels).reversed());
        return parts;
    }

    /** Voxels of each connected part of a label over faces, edges and corners (26 neighbours), the largest first. */
    public static List<Integer> sizes(Mask mask, int label) {
        return parts(mask, label).stream().map(Part::voxels).toList();
    }

    /**
     * A mask without some parts of a label.
     *
     * @param mask what stayed
     * @param pieces connected parts that are background now
     * @param voxels of these
     */
    public record Kept(Mask mask, int pieces, int voxels) {}

    /**
     * Keeps the largest connected part of {@code label} and makes the rest background. Voxels hang together over faces,
     * edges and corners (26 neighbours); of parts of one size the one with the smallest flat index stays.
     */
    public static Kept largest(Mask mask, int label) {
        return keep(mask, label, parts -> {
            int most = parts.stream().mapToInt(part -> part.length).max().orElse(0);
            return parts.stream().filter(part -> part.length == most).limit(1).toList();
        });
    }

    /** Keeps the connected parts of {@code label} (26 neighbours) that have so many voxels or more. */
    public static Kept atLeast(Mask mask, int label, double voxels) {
        return keep(
                mask,
                label,
                parts -> parts.stream().filter(part -> part.length >= voxels).toList());
    }

    private static Kept keep(Mask mask, int label, UnaryOperator<List<int[]>> choice) {
        Optional<Box> box = Box.around(mask, label);
        if (box.isEmpty()) {
            return new Kept(mask, 0, 0);
        }
        Region region = new Region(mask, box.get(), voxel -> voxel == label);
        List<int[]> parts = region.parts(Region.CORNERS);
        List<int[]> kept = choice.apply(parts);
        byte[] labels = mask.labels().clone();
        for (int n = 0; n < labels.length; n++) {
            labels[n] = (labels[n] & 0xff) == label ? 0 : labels[n];
        }
        kept.forEach(part -> IntStream.of(part).forEach(n -> labels[region.inMask(n)] = (byte) label));
        return new Kept(new Mask(mask.geometry(), labels), parts.size() - kept.size(), voxels(parts) - voxels(kept));
    }

    private static int voxels(List<int[]> parts) {
        return parts.stream().mapToInt(part -> part.length).sum();
    }

    /** Gives {@code label} to the background that it encloses: from which no path over faces leads out. */
    public static Mask withoutHoles(Mask mask, int label) {
        Optional<Box> box = Box.around(mask, label);
        if (box.isEmpty()) {
            return mask;
        }
        Region outside = new Region(mask, box.get(), voxel -> voxel != label);
        for (int n = 0; n < outside.voxels(); n++) {
            if (outside.isOnRim(n)) {
                outside.take(n, Region.FACES);
            }
        }
        byte[] labels = mask.labels().clone();
        for (int n = 0; n < outside.voxels(); n++) {
            if (outside.holds(n) && labels[outside.inMask(n)] == 0) {
                labels[outside.inMask(n)] = (byte) label;
            }
        }
        return new Mask(mask.geometry(), labels);
    }

    /** Some voxels of a box of a mask, from which connected parts are taken away. */
    private static final class Region {
        static final int FACES = 1;
        static final int CORNERS = 3;

        private final Mask mask;
        private final Box box;
        private final Size size;
        private final boolean[] left;
        private int[] queue = new int[1024];

        Region(Mask mask, Box box, IntPredicate member) {
            this.mask = mask;
            this.box = box;
            this.size = box.size();
            this.left = new boolean[size.voxels()];
            for (int n = 0; n < left.length; n++) {
                left[n] = member.test(mask.get(inMask(n)));
            }
        }

        int voxels() {
            return left.length;
        }

        boolean holds(int n) {
            return left[n];
        }

        int inMask(int n) {
            return mask.size().index(box.x0() + i(n), box.y0() + j(n), box.z0() + k(n));
        }

        /** The smallest box around some voxels, on the mask's grid. */
        Box around(int[] part) {
            int[] low = {i(part[0]), j(part[0]), k(part[0])};
            int[] high = low.clone();
            for (int n : part) {
                int[] at = {i(n), j(n), k(n)};
                for (int axis = 0; axis < 3; axis++) {
                    low[axis] = Math.min(low[axis], at[axis]);
                    high[axis] = Math.max(high[axis], at[axis]);
                }
            }
            return new Box(
                    box.x0() + low[0],
                    box.y0() + low[1],
                    box.z0() + low[2],
                    box.x0() + high[0] + 1,
                    box.y0() + high[1] + 1,
                    box.z0() + high[2] + 1);
        }

        boolean isOnRim(int n) {
            return i(n) == 0
                    || j(n) == 0
                    || k(n) == 0
                    || i(n) == size.x() - 1
                    || j(n) == size.y() - 1
                    || k(n) == size.z() - 1;
        }

        private int i(int n) {
            return n % size.x();
        }

        private int j(int n) {
            return n / size.x() % size.y();
        }

        private int k(int n) {
            return n / size.x() / size.y();
        }

        /** Takes all that is left, part by part, by their first voxels. */
        List<int[]> parts(int reach) {
            List<int[]> parts = new ArrayList<>();
            for (int n = 0; n < left.length; n++) {
                if (left[n]) {
                    parts.add(take(n, reach));
                }
            }
            return parts;
        }

        /**
         * Takes what is connected to voxel {@code n}; nothing where it is gone already.
         *
         * @param reach axes along which a neighbour may differ at once: 1 faces, 3 corners too
         */
        int[] take(int n, int reach) {
            int end = push(n, 0);
            for (int at = 0; at < end; at++) {
                int i = i(queue[at]);
                int j = j(queue[at]);
                int k = k(queue[at]);
                for (int step = 0; step < 27; step++) {
                    int di = step % 3 - 1;
                    int dj = step / 3 % 3 - 1;
                    int dk = step / 9 - 1;
                    if (Math.abs(di) + Math.abs(dj) + Math.abs(dk) <= reach && size.contains(i + di, j + dj, k + dk)) {
                        end = push(size.index(i + di, j + dj, k + dk), end);
                    }
                }
            }
            return Arrays.copyOf(queue, end);
        }

        private int push(int n, int end) {
            if (!left[n]) {
                return end;
            }
            left[n] = false;
            if (end == queue.length) {
                queue = Arrays.copyOf(queue, 2 * end);
            }
            queue[end] = n;
            return end + 1;
        }
    }
}
