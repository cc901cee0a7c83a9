package org.attunet.data.nifti;

import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;

/** From values to labels. */
final class Labels {
    private static final float TOLERANCE = 1e-3f;

    private Labels() {}

    static Mask of(Volume volume, Path path) {
        return of(volume, path, IntUnaryOperator.identity());
    }

    static Mask of(Volume volume, Path path, IntUnaryOperator classOf) {
        byte[] labels = new byte[volume.size().voxels()];
        for (int n = 0; n < labels.length; n++) {
            float value = volume.get(n);
            float label = (float) Math.rint(value);
            if (!(Math.abs(value - label) <= TOLERANCE)) {
                throw refuse(BadInput.L5, path, "a label is not an integer", value);
            }
            int organ = classOf.applyAsInt((int) label);
            if (organ < 0 || organ > 255) {
                throw refuse(
                        BadInput.L8, path, "values this far from 0 are no labels; is this the image itself?", value);
            }
            labels[n] = (byte) organ;
        }
        return new Mask(volume.geometry(), labels);
    }

    private static DataException refuse(BadInput code, Path path, String what, float value) {
        return DataException.refuse(
                code, path, what, "integers from 0 to 255", String.valueOf(value), "Give the file of the labels.");
    }
}
