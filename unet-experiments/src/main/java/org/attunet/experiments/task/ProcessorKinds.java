package org.attunet.experiments.task;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which kinds of processors a cluster computes on: bits are the same on processors of one kind alone. */
public final class ProcessorKinds {
    private final Map<String, String> machines = new TreeMap<>();

    /**
     * Notes on which processor something was computed.
     *
     * @param machine one that has such a processor
     * @return what is to be said where a further kind makes a cluster mixed
     */
    public synchronized Optional<String> met(String processor, String machine) {
        boolean isNew = machines.putIfAbsent(processor, machine) == null;
        return isNew && machines.size() > 1
                ? Optional.of(
                        "a mixed cluster, whose results may differ in their last bits from one machine's: " + machines)
                : Optional.empty();
    }
}
