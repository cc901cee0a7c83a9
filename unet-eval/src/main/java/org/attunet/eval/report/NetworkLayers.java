package org.attunet.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attunet.data.volume.Volume;

/**
 * What a network says of an organ's surroundings beyond its mask, in whole percent and on coarse grids of its own.
 *
 * @param probability of the organ, where there is any
 * @param attention what each gate lets through, by its name; none for masks from elsewhere
 */
record NetworkLayers(Optional<Volume> probability, Map<String, Volume> attention) {
    /** Nothing is known. */
    static final NetworkLayers NONE = new NetworkLayers(Optional.empty(), Map.of());

    private static final double FULL = 100;

    /** For drawing, the probability first. */
    List<HeatMap> heatMaps() {
        List<HeatMap> maps = new ArrayList<>();
        probability.ifPresent(values -> maps.add(new HeatMap("probability", values, FULL)));
        attention.forEach((gate, values) -> maps.add(new HeatMap("attention, " + gate, values, FULL)));
        return maps;
    }
}
