package org.attunet.experiments.plan;

/**
 * One setting of a proposed experiment.
 *
 * @param path dotted, such as {@code data.spacing}
 * @param value as YAML has it
 * @param reason why, in a sentence
 */
public record Proposal(String path, String value, String reason) {
    /** As {@code --set} takes it. */
    public String assignment() {
        return path + "=" + value;
    }
}
