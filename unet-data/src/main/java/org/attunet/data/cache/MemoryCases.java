package org.attunet.data.cache;

import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.transform.PreprocessingSettings;

/** Prepares each case when it is first wanted and keeps it while memory lasts. */
public final class MemoryCases implements PreparedCases {
    private final CaseCache cases;

    /** Cases of a dataset with these settings, preprocessed in this way. */
    public MemoryCases(DatasetSettings dataset, PreprocessingSettings preprocessing) {
        Preparation preparation = new Preparation(dataset, preprocessing);
        cases = new CaseCache(source -> new MemoryCase(source.id(), preparation.run(source)));
    }

    @Override
    public PreparedCase get(Case source) {
        return cases.get(source);
    }
}
