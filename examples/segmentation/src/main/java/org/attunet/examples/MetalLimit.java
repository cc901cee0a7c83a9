package org.attunet.examples;

import org.attunet.data.transform.Sample;
import org.attunet.data.transform.Transform;
import org.attunet.data.volume.Volume;

/**
 * A transform of one's own: what is denser than bone, metal, counts as bone. It would shift mean and deviation, by which some networks'
 * inputs are normalised.
 *
 * @param hu the densest that is left
 */
public record MetalLimit(float hu) implements Transform {
    @Override
    public String name() {
        return "metal-limit";
    }

    @Override
    public Sample apply(Sample sample) {
        float[] voxels = sample.image().floats();
        for (int n = 0; n < voxels.length; n++) {
            voxels[n] = Math.min(voxels[n], hu);
        }
        return new Sample(Volume.of(sample.image().geometry(), voxels), sample.label());
    }
}
