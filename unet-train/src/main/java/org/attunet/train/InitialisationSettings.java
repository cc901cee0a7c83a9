package org.attunet.train;

import java.util.List;
import java.util.Optional;

/**
 * With which weights a run begins.
 *
 * @param initialModel run or model file that they are of; empty begins with fresh ones
 * @param frozen blocks, such as {@code encoder1}, whose weights stay as they are
 */
public record InitialisationSettings(Optional<String> initialModel, List<String> frozen) {
    /** Fresh weights that all may move. */
    public static final InitialisationSettings FRESH = new InitialisationSettings(Optional.empty(), List.of());

    /** Keeps its own list. */
    public InitialisationSettings {
        frozen = List.copyOf(frozen);
    }
}
