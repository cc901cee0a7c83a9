package org.attunet.data.transform;

/**
 * A case after one transform of a pipeline.
 *
 * @param name the transform's name, or {@code input}
 * @param sample image and label at this point
 */
public record Stage(String name, Sample sample) {}
