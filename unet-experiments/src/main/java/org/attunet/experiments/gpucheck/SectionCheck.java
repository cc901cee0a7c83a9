package org.attunet.experiments.gpucheck;

import java.util.List;
import org.attunet.eval.inference.Progress;

/** How a section is looked at. What it throws becomes the section's failure. */
interface SectionCheck {
    /**
     * Looks.
     *
     * @param progress receives how far it is
     */
    List<Row> run(CheckContext context, Progress progress);
}
