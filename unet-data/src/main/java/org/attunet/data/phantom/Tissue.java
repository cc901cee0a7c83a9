package org.attunet.data.phantom;

/** HU inside a structure. */
interface Tissue {
    /**
     * HU at a voxel.
     *
     * @param z canonical height in mm
     * @param grain smooth noise of mean 0 and variance 1
     */
    double hu(double z, double grain);

    /** The same HU everywhere. */
    static Tissue of(double hu) {
        return (z, grain) -> hu;
    }
}
