package org.attunet.examples;

import org.attunet.data.transform.Sample;
import org.attunet.data.transform.Transform;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.PreparedImage;
import org.attunet.eval.inference.Segmenter;

/**
 * A network behind a transform of one's own. What it finds lies on the transformed image's grid: the image's own, where the transform
 * changes values alone. A network that is to be trained so gets images that went through the same.
 *
 * @param before what is done to a CT in HU
 * @param network the rest: its own preprocessing, windows, and the way back
 */
public record TransformedSegmenter(Transform before, Segmenter network) implements Segmenter {
    @Override
    public PreparedImage prepare(Volume image) {
        return network.prepare(before.apply(Sample.of(image)).image());
    }
}
