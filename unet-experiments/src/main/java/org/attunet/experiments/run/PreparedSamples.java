package org.attunet.experiments.run;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.transform.Pipeline;
import org.attunet.data.transform.Sample;

/** Validation cases as the network sees them, kept while memory lasts. */
final class PreparedSamples implements Function<Case, Sample> {
    private final CaseReader reader;
    private final Pipeline pipeline;
    private final Map<String, SoftReference<Sample>> kept = new ConcurrentHashMap<>();

    PreparedSamples(CaseReader reader, Pipeline pipeline) {
        this.reader = reader;
        this.pipeline = pipeline;
    }

    @Override
    public Sample apply(Case source) {
        SoftReference<Sample> reference = kept.get(source.id());
        Sample sample = reference == null ? null : reference.get();
        if (sample == null) {
            sample = pipeline.run(reader.read(source)).sample();
            kept.put(source.id(), new SoftReference<>(sample));
        }
        return sample;
    }
}
