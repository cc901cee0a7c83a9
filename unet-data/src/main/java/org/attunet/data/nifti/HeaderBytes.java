package org.attunet.data.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.attunet.data.DataException;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;

/** A NIfTI-1 header with both forms set, and the four zero bytes that say no extension follows. */
final class HeaderBytes {
    private static final int LENGTH = RawHeader.BYTES_1 + 4;
    private static final short SCANNER = 1;
    private static final byte MILLIMETRES_AND_SECONDS = 2 | 8;

    private HeaderBytes() {}

    static byte[] of(Geometry geometry, NiftiType type) {
        byte[] bytes = new byte[LENGTH];
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0, RawHeader.BYTES_1);
        out.put(38, (byte) 'r');
        putSize(out, geometry.size());
        out.putShort(70, (short) type.code());
        out.putShort(72, (short) (8 * type.bytes()));
        out.putFloat(108, LENGTH);
        out.putFloat(112, 1);
        out.put(123, MILLIMETRES_AND_SECONDS);
        putForms(out, geometry);
        out.put(344, "n+1".getBytes(StandardCharsets.US_ASCII));
        return bytes;
    }

    private static void putSize(ByteBuffer out, Size size) {
        out.putShort(40, (short) 3);
        for (int axis = 0; axis < 7; axis++) {
            int voxels = axis < 3 ? size.along(axis) : 1;
            if (voxels > Short.MAX_VALUE) {
                throw new DataException("a NIfTI-1 file holds at most 32767 voxels along an axis, not " + size
                        + ". Crop or resample the image first.");
            }
            out.putShort(42 + 2 * axis, (short) voxels);
        }
    }

    private static void putForms(ByteBuffer out, Geometry geometry) {
        Affine affine = geometry.affine();
        float[] quaternion = Quaternion.of(affine);
        double[] steps = geometry.spacing().toArray();
        out.putFloat(76, (float) Quaternion.qfac(affine));
        for (int axis = 0; axis < 3; axis++) {
            out.putFloat(80 + 4 * axis, (float) steps[axis]);
            out.putFloat(256 + 4 * axis, quaternion[axis]);
            out.putFloat(268 + 4 * axis, (float) affine.get(axis, 3));
        }
        for (int n = 0; n < 12; n++) {
            out.putFloat(280 + 4 * n, (float) affine.get(n / 4, n % 4));
        }
        // A quaternion cannot express shear: a qform that moved the image would only contradict the sform.
        boolean agrees = geometry.cornerDistance(new Geometry(geometry.size(), stored(affine, quaternion)))
                <= AffineResolver.SAME;
        out.putShort(252, agrees ? SCANNER : 0);
        out.putShort(254, SCANNER);
    }

    private static Affine stored(Affine affine, float[] quaternion) {
        double[][] rotation = Quaternion.rotation(quaternion[0], quaternion[1], quaternion[2], Quaternion.qfac(affine));
        double[][] matrix = new double[3][4];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                matrix[row][column] = rotation[row][column] * affine.columnLength(column);
            }
            matrix[row][3] = affine.get(row, 3);
        }
        return Affine.of(matrix);
    }
}
