package org.attunet.data.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;

/** Preprocessing steps in their order. Immutable, so threads may share it. */
public final class Pipeline {
    private final List<Step> steps;
    private final Interpolation interpolation;

    private Pipeline(List<Step> steps, Interpolation interpolation) {
        this.steps = steps;
        this.interpolation = interpolation;
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
        settings.spacing().ifPresent(spacing -> steps.add(new Resample(spacing, settings.interpolation())));
        settings.minimum().ifPresent(size -> steps.add(new Pad(size)));
        return new Pipeline(
                List.copyOf(steps), settings.spacing().isPresent() ? settings.interpolation() : Interpolation.LINEAR);
    }

    /** The whole chain in one resampling: reads each voxel once for the statistics and then only what the result needs. */
    public PreprocessedCase run(Sample input) {
        PendingTransform view = PendingTransform.of(input.image());
        List<PlannedTransform> changes = new ArrayList<>();
        for (Step step : steps) {
            PlannedTransform change = step.plan(view);
            changes.add(change);
            view = view.with(change);
        }
        Volume image = interpolation == Interpolation.LINEAR
                ? linear(input.image(), view.values(), changes)
                : cubic(input.image(), view.values(), changes);
        Optional<Mask> label = input.label()
                .map(mask -> NearestSampler.run(
                        mask, PlannedTransform.forwardNearest(input.image().geometry(), changes)));
        return new PreprocessedCase(new Sample(image, label), input.image().geometry(), changes);
    }

    private static Volume linear(Volume image, Rescale values, List<PlannedTransform> changes) {
        return new LinearSampler(image, values, PlannedTransform.forward(image.geometry(), changes), 0).run();
    }

    /** Splines need the normalised image on its own voxels first: what the changes before the resampling lead to. */
    private static Volume cubic(Volume image, Rescale values, List<PlannedTransform> changes) {
        int resampling = 0;
        while (!changes.get(resampling).name().equals(Resample.NAME)) {
            resampling++;
        }
        Volume normalised = linear(image, values, changes.subList(0, resampling));
        List<PlannedTransform> rest = changes.subList(resampling, changes.size());
        return CubicResampling.run(normalised, PlannedTransform.forward(normalised.geometry(), rest));
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
