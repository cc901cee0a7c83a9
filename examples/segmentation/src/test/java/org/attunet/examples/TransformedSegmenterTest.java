package org.attunet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.Phantom;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.Segmenter;
import org.attunet.model.engine.BackendChoice;
import org.junit.jupiter.api.Test;

class TransformedSegmenterTest {
    private final Volume ct =
            Phantom.generate(PhantomSettings.cube(1, 16, 1, Difficulty.EASY), 1).image();

    private Volume withMetal(float hu) {
        float[] voxels = ct.floats();
        voxels[voxels.length / 2] = hu;
        return Volume.of(ct.geometry(), voxels);
    }

    @Test
    void theNetworkSeesNoMetal() {
        Segmenter network = TinyModel.create().segmenter(BackendChoice.AUTO.resolve());
        Segmenter protectedOne = new TransformedSegmenter(new MetalLimit(2000), network);

        byte[] expected = network.segment(withMetal(2000)).mask().labels();

        assertThat(protectedOne.segment(withMetal(30_000)).mask().labels()).isEqualTo(expected);
    }
}
