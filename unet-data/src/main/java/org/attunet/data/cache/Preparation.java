package org.attunet.data.cache;

import org.attunet.data.DataException;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.dataset.LabelMap;
import org.attunet.data.transform.Pipeline;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.transform.Sample;

/** Reads a case and preprocesses it. */
final class Preparation {
    private final CaseReader reader;
    private final Pipeline pipeline;
    private final String description;

    Preparation(DatasetSettings dataset, PreprocessingSettings preprocessing) {
        reader = new CaseReader(dataset);
        pipeline = Pipeline.of(preprocessing);
        // The form in which caches that are there were described; a map's own text leaves out what others become.
        LabelMap labels = dataset.labels();
        String map = "LabelMap[classes=" + labels.classes() + ", others=" + labels.others() + "]";
        description = map + " " + dataset.prefer() + " " + dataset.notFinite() + " " + preprocessing;
    }

    /** Everything that decides what a file becomes, as text. */
    String description() {
        return description;
    }

    Sample run(Case source) {
        if (source.label().isEmpty()) {
            throw new DataException("case " + source.id() + " has no label, and patches are cut around labels");
        }
        return pipeline.run(reader.read(source)).sample();
    }
}
