package org.attunet.model.kernel.cuda;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One of cuDNN's ways to compute something, to be found again.
 *
 * @param engine number of the engine among all that cuDNN has for the operation
 * @param knobs what is set of it, by the kind of knob
 */
record EngineChoice(long engine, Map<Integer, Long> knobs) {
    private static final String SEPARATOR = " ";
    private static final String IS = "=";

    EngineChoice {
        knobs = Map.copyOf(knobs);
    }

    /** Such as {@code 17 2=1 5=0}. */
    String text() {
        String own = Long.toString(engine);
        return new TreeMap<>(knobs)
                .entrySet().stream()
                        .map(knob -> SEPARATOR + knob.getKey() + IS + knob.getValue())
                        .collect(Collectors.joining("", own, ""));
    }

    /**
     * From {@link #text}.
     *
     * @throws IllegalArgumentException where it is none
     */
    static EngineChoice of(String text) {
        String[] words = text.split(SEPARATOR, -1);
        Map<Integer, Long> knobs = Arrays.stream(words)
                .skip(1)
                .map(word -> word.split(IS, 2))
                .collect(Collectors.toMap(
                        knob -> Integer.valueOf(knob[0]),
                        knob -> Long.valueOf(knob[knob.length - 1]),
                        (one, other) -> other));
        return new EngineChoice(Long.parseLong(words[0]), knobs);
    }
}
