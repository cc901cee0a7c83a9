package org.attunet.experiments.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.arbiter.optimize.api.AbstractParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Arbiter's view of a search: from as many numbers in 0…1 as there are settings to a trial. */
@SuppressWarnings({"rawtypes", "unchecked"}) // Arbiter's own signatures
final class TrialSpace extends AbstractParameterSpace<Trial> {
    private static final long serialVersionUID = 1L;

    @JsonProperty
    private final String base;

    @JsonProperty
    private final LinkedHashMap<String, ParameterSpace> settings = new LinkedHashMap<>();

    TrialSpace(String base, List<SearchedSetting> searched) {
        this.base = base;
        searched.forEach(setting -> settings.put(setting.path(), space(setting)));
    }

    private static ParameterSpace<?> space(SearchedSetting setting) {
        if (setting.isDiscrete()) {
            return new DiscreteParameterSpace<>(setting.values().toArray(String[]::new));
        }
        return switch (setting.scale()) {
            case LINEAR -> new ContinuousParameterSpace(setting.min(), setting.max());
            case LOG -> new ContinuousParameterSpace(new LogUniformDistribution(setting.min(), setting.max()));
            case INTEGER -> new IntegerParameterSpace((int) setting.min(), (int) setting.max());
        };
    }

    @Override
    public Trial getValue(double[] numbers) {
        List<String> assignments = new ArrayList<>();
        settings.forEach((path, space) -> assignments.add(path + "=" + text(space.getValue(numbers))));
        return Trial.of(base, assignments);
    }

    /** Four digits are enough for a search, and can be read. */
    private static String text(Object value) {
        return value instanceof Double number
                ? Double.toString(Double.parseDouble(String.format(Locale.ROOT, "%.4g", number)))
                : String.valueOf(value);
    }

    @Override
    public int numParameters() {
        return settings.values().stream()
                .mapToInt(ParameterSpace::numParameters)
                .sum();
    }

    @Override
    public List<ParameterSpace> collectLeaves() {
        List<ParameterSpace> leaves = new ArrayList<>();
        settings.values().forEach(space -> leaves.addAll(space.collectLeaves()));
        return leaves;
    }

    @Override
    public Map<String, ParameterSpace> getNestedSpaces() {
        return settings;
    }

    @Override
    public boolean isLeaf() {
        return false;
    }

    @Override
    public void setIndices(int... indices) {
        throw new UnsupportedOperationException("not a leaf");
    }
}
