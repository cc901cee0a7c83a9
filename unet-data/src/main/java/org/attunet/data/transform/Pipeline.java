package org.attunet.data.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;

/** Preprocessing steps in their order. Immutable, so threads may share it. */
public final class Pipeline {
    private final List<Step> steps;

    private Pipeline(List<Step> steps) {
        this.steps = steps;
    }

    /** The steps the settings ask for. */
    public static Pipeline of(PreprocessingSettings settings) {
        List<Step> steps = new ArrayList<>();
        if (settings.intensity().method() != Intensity.Method.NONE
                || settings.intensity().window().isPresent()) {
            steps.add(new Normalize(settings.intensity()));
        }
        if (settings.crop() == PreprocessingSettings.Crop.FOREGROUND) {
            steps.add(new CropForeground());
        }
        steps.add(new Orient(PreprocessingSettings.orientation()));
        settings.spacing().ifPresent(spacing -> steps.add(new Resample(spacing)));
        settings.minimum().ifPresent(size -> steps.add(new Pad(size)));
        return new Pipeline(List.copyOf(steps));
    }

    /** The transforms, in order. */
    public List<Transform> transforms() {
        return List.copyOf(steps);
    }

    /** The whole chain in one resampling: reads each voxel once for the statistics and then only what the result needs. */
    public Processed run(Sample input) {
        View view = View.of(input.image());
        List<Change> changes = new ArrayList<>();
        for (Step step : steps) {
            Change change = step.plan(view);
            changes.add(change);
            view = view.with(change);
        }
        Volume image = new LinearSampler(
                        input.image(),
                        view.values(),
                        Change.forward(input.image().geometry(), changes),
                        0)
                .run();
        Optional<Mask> label = input.label()
                .map(mask -> NearestSampler.run(
                        mask, Change.forwardNearest(input.image().geometry(), changes)));
        return new Processed(new Sample(image, label), input.image().geometry(), changes);
    }

    /** The chain one transform at a time: the input as stage {@code input}, then every result under its transform's name. */
    public List<Stage> stages(Sample input) {
        List<Stage> stages = new ArrayList<>();
        stages.add(new Stage("input", input));
        Sample sample = input;
        for (Step step : steps) {
            sample = step.apply(sample);
            stages.add(new Stage(step.name(), sample));
        }
        return stages;
    }
}
