package org.attunet.model.kernel;

/**
 * Sums over the voxels of every plane of stacked probabilities p, [N, K · C, X, Y, Z]: K predictions of C classes. With a plane's
 * class go labels y, 1 where a voxel is of that class, else 0.
 *
 * @param probability {@code Σ p}
 * @param overlap {@code Σ p y}
 * @param labelled {@code Σ y}
 * @param logarithm {@code Σ y log p}; zeros where nobody asked
 * @param decided voxels in which this class is the most probable, the first of equal ones
 */
public record ClassSums(
        double[] probability, double[] overlap, double[] labelled, double[] logarithm, double[] decided) {
    /** Of so many planes, before the first voxel. */
    public static ClassSums zeros(int planes) {
        return new ClassSums(
                new double[planes], new double[planes], new double[planes], new double[planes], new double[planes]);
    }

    /** Copies the sums of some planes to their places, {@code first} … . */
    public void put(int first, ClassSums planes) {
        int count = planes.probability.length;
        System.arraycopy(planes.probability, 0, probability, first, count);
        System.arraycopy(planes.overlap, 0, overlap, first, count);
        System.arraycopy(planes.labelled, 0, labelled, first, count);
        System.arraycopy(planes.logarithm, 0, logarithm, first, count);
        System.arraycopy(planes.decided, 0, decided, first, count);
    }
}
