package org.attunet.data;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.attunet.data.dataset.Dataset;
import org.attunet.data.dataset.DatasetFolder;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;

/** A few noise volumes with a box for an organ, as a dataset folder. */
public final class SmallDataset {
    private static final Size SIZE = new Size(20, 18, 22);

    private SmallDataset() {}

    /** {@code cases} of 20×18×22 voxels. */
    public static Dataset write(Path folder, int cases) {
        for (int n = 0; n < cases; n++) {
            SplittableRandom random = new SplittableRandom(n);
            Geometry grid = new Geometry(SIZE, Affine.diagonal(new Spacing(2, 2.5, 3), n, 0, 0));
            short[] voxels = new short[SIZE.voxels()];
            byte[] labels = new byte[voxels.length];
            for (int v = 0; v < voxels.length; v++) {
                voxels[v] = (short) random.nextInt(-200, 200);
            }
            for (int v = SIZE.index(4, 5, 6); v < SIZE.index(4, 5, 6) + 9; v++) {
                labels[v] = 1;
            }
            NiftiWriter.write(Volume.of(grid, voxels), folder.resolve("images/case_" + n + ".nii.gz"));
            NiftiWriter.write(new Mask(grid, labels), folder.resolve("labels/case_" + n + ".nii.gz"));
        }
        return DatasetFolder.open(folder);
    }
}
