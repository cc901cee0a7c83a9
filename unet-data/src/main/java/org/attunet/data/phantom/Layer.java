package org.attunet.data.phantom;

import org.attunet.data.shape.Solid;

/** One stroke of paint: {@code strength} 1 covers what lay there before, less lets it shine through. */
record Layer(Solid shape, Tissue tissue, double strength) {
    static Layer of(Solid shape, double hu) {
        return new Layer(shape, Tissue.of(hu), 1);
    }
}
