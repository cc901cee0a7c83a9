package org.attunet.experiments.sweep;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.nd4j.shade.jackson.annotation.JsonIgnore;

/** A candidate's score: the highest validation Dice of its run, which the run has measured already. */
@SuppressWarnings("deprecation") // Arbiter's interface still asks for the older way
final class ValidationDice implements ScoreFunction {
    private static final long serialVersionUID = 1L;

    /** {@code model} is that Dice. */
    @Override
    public double score(Object model, Class<? extends DataSource> source, Properties properties) {
        return (Double) model;
    }

    /** {@code model} is that Dice. */
    @Override
    public double score(Object model, DataProvider provider, Map<String, Object> parameters) {
        return (Double) model;
    }

    @Override
    public boolean minimize() {
        return false;
    }

    @Override
    @JsonIgnore
    public List<Class<?>> getSupportedModelTypes() {
        return List.of(Double.class);
    }

    @Override
    @JsonIgnore
    public List<Class<?>> getSupportedDataTypes() {
        return List.of(Object.class);
    }
}
