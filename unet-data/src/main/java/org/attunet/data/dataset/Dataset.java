package org.attunet.data.dataset;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.attunet.data.DataException;

/**
 * A dataset folder, opened.
 *
 * @param folder where it lies
 * @param name what {@code dataset.yaml} or {@code dataset.json} calls it, else the folder's name
 * @param cases sorted by id, excluded ones left out
 * @param settings what {@code dataset.yaml} says
 */
public record Dataset(Path folder, String name, List<Case> cases, DatasetSettings settings) {
    /** Keeps its own copy of the list. */
    public Dataset {
        cases = List.copyOf(cases);
    }

    /** Ids of all cases, sorted. */
    public List<String> ids() {
        return cases.stream().map(Case::id).toList();
    }

    /** The cases with these ids, in the order of the ids. */
    public List<Case> cases(Collection<String> ids) {
        Map<String, Case> byId = cases.stream().collect(Collectors.toMap(Case::id, Function.identity()));
        List<String> missing = ids.stream().filter(id -> !byId.containsKey(id)).toList();
        if (!missing.isEmpty()) {
            throw new DataException("the dataset " + folder + " has no case " + String.join(", ", missing)
                    + "; write its split again or put the files back");
        }
        return ids.stream().map(byId::get).toList();
    }
}
