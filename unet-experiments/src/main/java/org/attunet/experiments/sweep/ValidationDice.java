package org.attunet.experiments.sweep;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.nd4j.shade.jackson.annotation.JsonIgnore;

/** What a search makes as large as it can: the highest validation Dice of a candidate, as far as it was trained. */
public final class ValidationDice implements ScoreFunction {
    private static final long serialVersionUID = 1L;

    /** For Arbiter. */
    public ValidationDice() {}

    @Override
    public double score(Object row, Class<? extends DataSource> data, Properties properties) {
        return ((SweepRow) row).validationDice().orElse(-1);
    }

    @Override
    @Deprecated
    public double score(Object run, DataProvider data, Map<String, Object> parameters) {
        throw new UnsupportedOperationException("data come from a data source");
    }

    @Override
    public boolean minimize() {
        return false;
    }

    @Override
    @JsonIgnore
    public List<Class<?>> getSupportedModelTypes() {
        return List.of(SweepRow.class);
    }

    @Override
    @JsonIgnore
    public List<Class<?>> getSupportedDataTypes() {
        return List.of();
    }
}
