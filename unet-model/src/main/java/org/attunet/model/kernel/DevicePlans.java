package org.attunet.model.kernel;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was chosen on a device where it has several ways to the same result, which differ in their last bits: to be kept with a run, so
 * that it can go on in the same way.
 *
 * @param device with all that the choice depends on: its kind, its library and precision
 * @param choices what was chosen, by the operation and its size
 */
public record DevicePlans(String device, Map<String, String> choices) {
    /** Keeps its own map. */
    public DevicePlans {
        choices = Map.copyOf(new TreeMap<>(choices));
    }
}
