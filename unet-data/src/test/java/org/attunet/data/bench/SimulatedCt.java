package org.attunet.data.bench;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;

/**
 * A scan of the size that CT-82's have: noisy soft tissue in an elliptic body, air around it, −2048 beyond the round field of
 * view, an ellipsoid for an organ. LPS as DICOM has it, so that preprocessing has axes to turn.
 */
final class SimulatedCt {
    static final Size SIZE = new Size(512, 512, 240);

    private static final Spacing SPACING = new Spacing(0.8, 0.8, 1);
    /** Standard deviation of the noise in HU: about what an abdominal CT has. */
    private static final double NOISE = 15;

    private SimulatedCt() {}

    /** 62.9 million voxels: 126 MB of image, 63 MB of label. */
    static Sample make() {
        Geometry grid = new Geometry(SIZE, Affine.of(new double[][] {
            {-SPACING.x(), 0, 0, 204}, {0, -SPACING.y(), 0, 204}, {0, 0, 1, 0}
        }));
        short[] image = new short[SIZE.voxels()];
        byte[] label = new byte[image.length];
        IntStream.range(0, SIZE.z()).parallel().forEach(k -> slice(k, image, label));
        return Sample.of(Volume.of(grid, image), new Mask(grid, label));
    }

    private static void slice(int k, short[] image, byte[] label) {
        SplittableRandom random = new SplittableRandom(k);
        for (int j = 0; j < SIZE.y(); j++) {
            for (int i = 0; i < SIZE.x(); i++) {
                int n = SIZE.index(i, j, k);
                double x = (i - 255.5) / 256;
                double y = (j - 255.5) / 256;
                double z = (k - 119.5) / 120;
                label[n] = (byte) (inside(x + 0.2, y, z, 0.2, 0.1, 0.3) ? 1 : 0);
                image[n] = (short) Math.round(hu(x, y, label[n]) + random.nextGaussian() * NOISE);
                if (x * x + y * y > 1) {
                    image[n] = -2048;
                }
            }
        }
    }

    private static double hu(double x, double y, int label) {
        return inside(x, y, 0, 0.8, 0.6, 1) ? 40 + 50 * label + 60 * Math.sin(9 * x) : -1000;
    }

    private static boolean inside(double x, double y, double z, double a, double b, double c) {
        return x * x / (a * a) + y * y / (b * b) + z * z / (c * c) < 1;
    }
}
