package org.attunet.model.weights;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Weights as they were read.
 *
 * @param tensors by their travelling names
 * @param dictionary name of the state dictionary that they were taken from, where the source holds them under one
 * @param others names of further dictionaries of tensors that were left
 */
public record StoredWeights(Map<String, Tensor> tensors, Optional<String> dictionary, List<String> others) {
    /** Keeps its own copy of the names. */
    public StoredWeights {
        others = List.copyOf(others);
    }
}
