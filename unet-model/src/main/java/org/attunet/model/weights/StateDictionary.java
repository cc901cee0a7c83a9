package org.attunet.model.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the network's tensors in what a training script stored. */
final class StateDictionary {
    /** What scripts call it, likelier ones first. */
    private static final List<String> WRAPPERS =
            List.of("model_state_dict", "state_dict", "model", "network", "net", "generator", "weights");

    private StateDictionary() {}

    /**
     * A dictionary of tensors.
     *
     * @param name what it is called in the file; empty for the file's own top
     * @param views its tensors
     * @param others names of further dictionaries
     */
    record Found(String name, Map<String, TorchNames.View> views, List<String> others) {}

    /**
     * The dictionary of tensors: what the object holds under the name given, or one of the usual names, or itself, or the only such
     * dictionary in it.
     *
     * @param wanted its name; dots lead into dictionaries in dictionaries
     * @throws WeightsException listing the names that there are, where none of them holds tensors
     */
    static Found find(Object root, String file, Optional<String> wanted) {
        if (!(root instanceof Map<?, ?> top)) {
            throw new WeightsException(file + " holds no dictionary of tensors: save the weights with"
                    + " torch.save(model.state_dict(), path)");
        }
        Map<String, Map<String, TorchNames.View>> all = dictionaries(top);
        String name = wanted.orElseGet(() -> likeliest(top, all, file));
        if (!all.containsKey(name)) {
            throw new WeightsException(file + " holds no tensors under '" + name + "'; there are some under "
                    + (all.isEmpty() ? "no name" : all.keySet()));
        }
        // A script may store a tensor beside the network's dictionary: its best score, say. That is no dictionary to
        // choose.
        List<String> others = all.keySet().stream()
                .filter(other -> !other.equals(name) && !other.isEmpty())
                .toList();
        return new Found(name, all.get(name), others);
    }

    private static String likeliest(Map<?, ?> top, Map<String, ?> all, String file) {
        Optional<String> usual = WRAPPERS.stream().filter(all::containsKey).findFirst();
        if (usual.isPresent() || all.containsKey("")) {
            return usual.orElse("");
        }
        if (all.isEmpty()) {
            throw new WeightsException(file + " holds no tensors: expected a state dictionary, or one under "
                    + String.join(", ", WRAPPERS) + "; found " + names(top));
        }
        if (all.size() > 1) {
            throw new WeightsException(file + " holds several dictionaries of tensors: " + all.keySet()
                    + "; choose one with --state-dict NAME");
        }
        return all.keySet().iterator().next();
    }

    /** By name: the object's own tensors under no name, those one and two dictionaries down under theirs. */
    private static Map<String, Map<String, TorchNames.View>> dictionaries(Map<?, ?> top) {
        Map<String, Map<String, TorchNames.View>> found = new LinkedHashMap<>();
        keep("", top, found);
        top.forEach((key, value) -> {
            if (key instanceof String name && value instanceof Map<?, ?> map) {
                keep(name, map, found);
                map.forEach((inner, deeper) -> {
                    if (inner instanceof String below) {
                        keep(name + "." + below, deeper, found);
                    }
                });
            }
        });
        return found;
    }

    private static void keep(String name, Object candidate, Map<String, Map<String, TorchNames.View>> found) {
        Map<String, TorchNames.View> tensors = tensors(candidate);
        if (!tensors.isEmpty()) {
            found.put(name, tensors);
        }
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
