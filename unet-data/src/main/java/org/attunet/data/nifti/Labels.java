package org.attunet.data.nifti;

import java.nio.file.Path;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;

/** From values to labels. */
final class Labels {
    private static final float TOLERANCE = 1e-3f;
    private static final int LARGEST = 255;

    private Labels() {}

    static Mask of(Volume volume, Path path) {
        byte[] labels = new byte[volume.size().voxels()];
        for (int n = 0; n < labels.length; n++) {
            float value = volume.get(n);
            float label = (float) Math.rint(value);
            if (!(Math.abs(value - label) <= TOLERANCE)) {
                throw refuse(BadInput.L5, path, "a label is not an integer", value);
            }
            if (Math.abs(label) > LARGEST) {
                throw refuse(
                        BadInput.L8, path, "values this far from 0 are no labels; is this the image itself?", value);
            }
            if (label < 0) {
                throw refuse(BadInput.L6, path, "a value stands for no class", value);
            }
            labels[n] = (byte) label;
        }
        return new Mask(volume.geometry(), labels);
    }

    private static DataException refuse(BadInput code, Path path, String what, float value) {
        return DataException.refuse(
                code,
                path,
                what,
                "integers from 0 to " + LARGEST,
                String.valueOf(value),
                "Give the file of the labels.");
    }
}
