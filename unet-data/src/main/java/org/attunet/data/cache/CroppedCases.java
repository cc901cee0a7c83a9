package org.attunet.data.cache;

import java.util.Optional;
import java.util.function.BiFunction;
import org.attunet.data.dataset.Case;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Cutout;
import org.attunet.data.volume.Geometry;

/** The part of each prepared case that patches are to be cut from, kept while memory lasts. */
public final class CroppedCases implements PreparedCases {
    private final CaseCache cases;

    /**
     * @param whole the cases, which stay whose they are
     * @param part of a case on its preprocessed grid; empty for all of it
     */
    public CroppedCases(PreparedCases whole, BiFunction<Case, Geometry, Optional<Box>> part) {
        cases = new CaseCache(source -> {
            PreparedCase prepared = whole.get(source);
            return part.apply(source, prepared.geometry())
                    .map(box -> cut(prepared, box))
                    .orElse(prepared);
        });
    }

    private static PreparedCase cut(PreparedCase prepared, Box box) {
        Sample sample = prepared.sample();
        Cutout cutout = new Cutout(prepared.geometry(), box);
        return new MemoryCase(
                prepared.id(),
                Sample.of(cutout.of(sample.image()), cutout.of(sample.label().orElseThrow())));
    }

    @Override
    public PreparedCase get(Case source) {
        return cases.get(source);
    }
}
