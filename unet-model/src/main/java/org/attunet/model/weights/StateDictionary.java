package org.attunet.model.weights;

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
     * The dictionary of tensors: what the object holds under one of the usual names, or itself, or the only such dictionary in it.
     *
     * @throws WeightsException listing the names that there are, where none of them holds tensors
     */
    static Map<String, TorchNames.View> find(Object root, String file) {
        if (!(root instanceof Map<?, ?> top)) {
            throw new WeightsException(file + " holds no dictionary of tensors: save the weights with"
                    + " torch.save(model.state_dict(), path)");
        }
        List<Map<String, TorchNames.View>> found = wrapped(top);
        // A script may store a tensor beside the network's dictionary: its best score, say.
        Map<String, TorchNames.View> own = tensors(top);
        if (found.isEmpty() && !own.isEmpty()) {
            return own;
        }
        if (found.isEmpty()) {
            found = anywhere(top);
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

    /** Dictionaries of tensors under the usual names. */
    private static List<Map<String, TorchNames.View>> wrapped(Map<?, ?> top) {
        return WRAPPERS.stream()
                .filter(top::containsKey)
                .map(name -> tensors(top.get(name)))
                .filter(map -> !map.isEmpty())
                .toList();
    }

    private static List<Map<String, TorchNames.View>> anywhere(Map<?, ?> top) {
        return top.values().stream()
                .map(StateDictionary::tensors)
                .filter(map -> !map.isEmpty())
                .toList();
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
                if (key instanceof String name && value instanceof TorchNames.View view) {
                    tensors.put(name, view);
                }
            });
        }
        return tensors;
    }
}
