package org.attunet.model.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the network's tensors in what a training script stored. */
final class StateDictionary {
    /** What scripts call it, likelier ones first. */
    private static final List<String> WRAPPERS =
            List.of("model_state_dict", "state_dict", "model", "network", "net", "generator", "weights");

    private StateDictionary() {}

    /**
     * The dictionary of tensors: the object itself, or what it holds under one of the usual names, or the only such dictionary in
     * it.
     *
     * @throws WeightsException listing the names that there are, where none of them holds tensors
     */
    static Map<String, TorchNames.View> find(Object root, String file) {
        if (!(root instanceof Map<?, ?> top)) {
            throw new WeightsException(file + " holds no dictionary of tensors: save the weights with"
                    + " torch.save(model.state_dict(), path)");
        }
        Map<String, TorchNames.View> own = tensors(top);
        if (!own.isEmpty()) {
            return own;
        }
        List<Map<String, TorchNames.View>> found = new ArrayList<>();
        WRAPPERS.stream()
                .filter(top::containsKey)
                .map(name -> tensors(top.get(name)))
                .filter(map -> !map.isEmpty())
                .forEach(found::add);
        if (found.isEmpty()) {
            top.values().stream()
                    .map(StateDictionary::tensors)
                    .filter(map -> !map.isEmpty())
                    .forEach(found::add);
            if (found.size() > 1) {
                throw new WeightsException(file + " holds several dictionaries of tensors under " + names(top)
                        + "; save the one of the network alone");
            }
        }
        if (found.isEmpty()) {
            throw new WeightsException(file + " holds no tensors: expected a state dictionary, or one under "
                    + String.join(", ", WRAPPERS) + "; found " + names(top));
        }
        return found.get(0);
    }

    private static String names(Map<?, ?> map) {
        return map.keySet().stream()
                .filter(key -> key instanceof String)
                .limit(8)
                .toList()
                .toString();
    }

    private static Map<String, TorchNames.View> tensors(Object candidate) {
        Map<String, TorchNames.View> tensors = new LinkedHashMap<>();
        if (candidate instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (key instanceof String name
                        && value instanceof TorchNames.View view
                        && !name.endsWith("num_batches_tracked")) {
                    tensors.put(name, view);
                }
            });
        }
        return tensors;
    }
}
