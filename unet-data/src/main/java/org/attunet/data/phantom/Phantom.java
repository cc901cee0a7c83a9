package org.attunet.data.phantom;

import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/**
 * One synthetic abdominal CT.
 *
 * @param id case id
 * @param image HU as shorts
 * @param label on the image's grid: 1 pancreas, 0 the rest
 */
public record Phantom(String id, Volume image, Mask label) {
    private static final double GRAIN_BLUR = 1.2;
    private static final double IMAGE_BLUR = 0.45;
    private static final double NOISE_BLUR = 0.5;
    /** Air carries less noise than tissue. */
    private static final double AIR_BELOW = -500;

    private static final float AIR_NOISE = 0.6f;
    private static final int LOWEST = -1024;
    private static final int HIGHEST = 3071;

    /**
     * Case {@code number} (1, 2, …) of the set. The anatomy depends on seed, number and difficulty alone, so another size
     * shows the same body on another grid; noise and texture are drawn voxel by voxel.
     */
    public static Phantom generate(PhantomSettings settings, int number) {
        PhantomRandom random = PhantomRandom.of(settings.seed(), number);
        Deformation deformation = new Deformation(random, settings.difficulty());
        Abdomen abdomen = AbdomenBuilder.draw(random, settings.difficulty());
        Geometry geometry = settings.geometry();
        Size size = geometry.size();

        float[] image = new float[size.voxels()];
        byte[] labels = new byte[size.voxels()];
        float[] grain = noise(random, size, GRAIN_BLUR, 1);
        new Painter(geometry, deformation, abdomen).paint(grain, image, labels);
        new GaussianBlur(IMAGE_BLUR).apply(image, size);
        float[] noise = noise(random, size, NOISE_BLUR, settings.difficulty().noise());
        return new Phantom(
                settings.caseId(number), Volume.of(geometry, scanned(image, noise)), new Mask(geometry, labels));
    }

    /** Smooth noise whose standard deviation over the grid is {@code sd}. */
    private static float[] noise(PhantomRandom random, Size size, double blur, double sd) {
        float[] noise = random.noise(size.voxels());
        new GaussianBlur(blur).apply(noise, size);
        double sum = 0;
        double squares = 0;
        for (float value : noise) {
            sum += value;
            squares += (double) value * value;
        }
        double mean = sum / noise.length;
        float factor = (float) (sd / Math.sqrt(squares / noise.length - mean * mean));
        for (int n = 0; n < noise.length; n++) {
            noise[n] *= factor;
        }
        return noise;
    }

    private static short[] scanned(float[] image, float[] noise) {
        short[] hu = new short[image.length];
        for (int n = 0; n < hu.length; n++) {
            float value = image[n] + (image[n] < AIR_BELOW ? AIR_NOISE : 1) * noise[n];
            hu[n] = (short) Math.max(LOWEST, Math.min(HIGHEST, Math.round(value)));
        }
        return hu;
    }
}
