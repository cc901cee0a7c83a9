package org.attunet.data.cache;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.attunet.data.DataException;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.transform.Pipeline;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.transform.Sample;

/** Prepares each case when it is first wanted and keeps it while memory lasts. */
public final class MemoryCases implements PreparedCases {
    private final CaseReader reader;
    private final Pipeline pipeline;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    /** Cases of a dataset with these settings, preprocessed in this way. */
    public MemoryCases(DatasetSettings dataset, PreprocessingSettings preprocessing) {
        reader = new CaseReader(dataset);
        pipeline = Pipeline.of(preprocessing);
    }

    @Override
    public PreparedCase get(Case source) {
        return slots.computeIfAbsent(source.id(), id -> new Slot()).get(source);
    }

    /** One case's place: threads that want the same case wait for the first of them. */
    private final class Slot {
        private SoftReference<PreparedCase> held = new SoftReference<>(null);

        synchronized PreparedCase get(Case source) {
            PreparedCase prepared = held.get();
            if (prepared == null) {
                prepared = prepare(source);
                held = new SoftReference<>(prepared);
            }
            return prepared;
        }
    }

    private PreparedCase prepare(Case source) {
        if (source.label().isEmpty()) {
            throw new DataException("case " + source.id() + " has no label, and patches are cut around labels");
        }
        Sample sample = pipeline.run(reader.read(source)).sample();
        return new MemoryCase(source.id(), sample);
    }
}
