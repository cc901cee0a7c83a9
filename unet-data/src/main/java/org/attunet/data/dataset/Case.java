package org.attunet.data.dataset;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One scan of a dataset.
 *
 * @param id the image's file name without its ending; unique in its dataset
 * @param image the CT
 * @param label its segmentation, where the dataset has any
 */
public record Case(String id, Path image, Optional<Path> label) {}
