package org.attunet.data.record;

import java.util.List;
import org.attunet.data.dataset.Case;
import org.datavec.api.split.CollectionInputSplit;

/** DataVec's view of the cases that patches are cut from: one location, the image's, for each. */
public final class CaseSplit extends CollectionInputSplit {
    private final List<Case> cases;

    /** In the order given; the reader shuffles them every epoch. */
    public CaseSplit(List<Case> cases) {
        super(cases.stream().map(source -> source.image().toUri()).toList());
        this.cases = List.copyOf(cases);
    }

    /** The cases themselves. */
    public List<Case> cases() {
        return cases;
    }
}
