package org.attunet.experiments.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Sizing;
import org.attunet.experiments.run.MemoryCheck;
import org.attunet.experiments.run.WorkEstimate;
import org.attunet.model.engine.Backend;

/** The machine that plans: its free memory, and steps timed on it, once for each width. */
final class MeasuredCapacity implements Capacity {
    /** Of the memory, the rest is for preprocessed cases and what else runs. */
    private static final double SHARE = 0.8;

    private final String base;
    private final Sizing sizing;
    private final Backend backend;
    private final MemoryCheck memory;
    private final Map<List<Integer>, Double> secondsPerVoxel = new HashMap<>();

    MeasuredCapacity(String base, Sizing sizing, Backend backend) {
        this.base = base;
        this.sizing = sizing;
        this.backend = backend;
        this.memory = MemoryCheck.share(SHARE, backend);
    }

    @Override
    public boolean holds(Layout layout) {
        return memory.fits(experiment(layout));
    }

    @Override
    public double secondsPerStep(Layout layout) {
        return secondsPerVoxel.computeIfAbsent(layout.widths(), widths -> measure(layout))
                * layout.patch().voxels();
    }

    private double measure(Layout layout) {
        return WorkEstimate.measure(experiment(layout), 2, backend).secondsPerStep()
                / layout.patch().voxels();
    }

    private Experiment experiment(Layout layout) {
        return Experiments.load(base, sizing, LayoutSettings.assignments(layout));
    }
}
