package org.attunet.model.weights;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where tensors go between networks of different depth. */
final class DepthMapping {
    private static final Pattern ENCODER = Pattern.compile("encoder(\\d{1,3})\\..*");
    private static final String BOTTLENECK = "bottleneck.";

    private DepthMapping() {}

    /**
     * New names of the tensors that change theirs: the bottleneck of a network of L levels is level L, which is an encoder block in a
     * deeper network.
     */
    static Map<String, String> places(Collection<String> source, Collection<String> target) {
        int from = levels(source);
        int to = levels(target);
        Map<String, String> places = new LinkedHashMap<>();
        if (from == to) {
            return places;
        }
        String encoder = "encoder" + Math.min(from, to) + ".";
        for (String name : source) {
            if (from < to && name.startsWith(BOTTLENECK)) {
                places.put(name, encoder + name.substring(BOTTLENECK.length()));
            } else if (from > to && name.startsWith(encoder)) {
                places.put(name, BOTTLENECK + name.substring(encoder.length()));
            } else if (from > to && name.startsWith(BOTTLENECK)) {
                // Its place is taken: keep it apart so that it is reported as left out.
                places.put(name, "level" + from + " " + name);
            }
        }
        return places;
    }

    /** Encoder blocks and the bottleneck. */
    private static int levels(Collection<String> names) {
        int deepest = 0;
        for (String name : names) {
            Matcher encoder = ENCODER.matcher(name);
            if (encoder.matches()) {
                deepest = Math.max(deepest, Integer.parseInt(encoder.group(1)));
            }
        }
        return deepest + 1;
    }
}
