package org.attunet.data.nifti;

import java.nio.ByteOrder;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Orientation;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;

/**
 * What a file says of its voxels, checked and in millimetres.
 *
 * @param version 1 or 2
 * @param pair whether the voxels lie in an {@code .img} file beside the header
 * @param order order of the bytes on disk
 * @param type voxel type on disk
 * @param size voxels along each axis
 * @param affine voxel index to RAS mm
 * @param form which of the file's forms the affine is
 * @param sformCode the file's own code, above 0 where the sform is set
 * @param qformCode the file's own code, above 0 where the qform is set
 * @param slope what stored values were multiplied with; 1 where the file asks for no scaling
 * @param intercept what was added then; 0 where the file asks for no scaling
 */
public record NiftiHeader(
        int version,
        boolean pair,
        ByteOrder order,
        NiftiType type,
        Size size,
        Affine affine,
        AffineSource form,
        int sformCode,
        int qformCode,
        double slope,
        double intercept) {

    /** Size and affine together. */
    public Geometry geometry() {
        return new Geometry(size, affine);
    }

    /** Lengths of the affine's columns in mm. */
    public Spacing spacing() {
        return affine.spacing();
    }

    /** How the array axes lie in the body. */
    public Orientation orientation() {
        return Orientation.of(affine);
    }

    /** NumPy's name of the type on disk: {@code int16}, or {@code >i2} where it is big endian. */
    public String datatype() {
        return type.name(order);
    }

    /** Whether values on disk are not the values meant. */
    public boolean isScaled() {
        return slope != 1 || intercept != 0;
    }

    /** Bytes of all voxels on disk. */
    long dataBytes() {
        return (long) size.voxels() * type.bytes();
    }
}
