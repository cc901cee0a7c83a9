package org.attunet.experiments.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.attunet.eval.inference.Progress;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.NetworkSize;
import org.attunet.experiments.experiment.Sizing;
import org.attunet.experiments.run.RunData;
import org.attunet.experiments.run.WorkEstimate;
import org.attunet.model.SettingsException;
import org.attunet.model.engine.Backend;
import org.attunet.model.network.MemoryEstimate;

/** Proposes an experiment for a dataset on this machine. */
public final class Planner {
    /** Validations in a whole run. */
    private static final int VALIDATIONS = 50;

    /** HU that a window spans at least; a label of a single value says nothing about its organ. */
    private static final double NARROWEST_WINDOW = 100;

    private static final double SECONDS_AN_HOUR = 3600;

    private final String base;
    private final Sizing sizing;
    private final double hours;
    private final Capacity machine;

    /**
     * For what a backend computes with.
     *
     * @param base the experiment to extend
     * @param sizing what decides on its size; full scale is what a plan changes
     * @param hours that training may take
     */
    public Planner(String base, Sizing sizing, double hours, Backend backend) {
        this(base, sizing, hours, new MeasuredCapacity(base, sizing, backend));
    }

    Planner(String base, Sizing sizing, double hours, Capacity machine) {
        this.base = base;
        this.sizing = sizing;
        this.hours = hours;
        this.machine = machine;
    }

    /**
     * Reads the training cases and times some steps.
     *
     * @throws SettingsException where no network fits into the memory
     */
    public ProposedExperiment plan(RunData data, Progress progress) {
        return plan(DatasetSurvey.of(data, progress));
    }

    ProposedExperiment plan(DatasetSurvey data) {
        LayoutSearch search = new LayoutSearch(data, machine, hours * SECONDS_AN_HOUR);
        Layout layout = search.find()
                .orElseThrow(
                        () -> new SettingsException("not even the narrowest network with a patch over the whole organ ("
                                + millimetres(data.organ())
                                + ") fits into this machine's memory; free some, or raise UNET_HEAP and"
                                + " UNET_OFFHEAP where they are set"));
        List<Proposal> settings = new ArrayList<>();
        settings.add(new Proposal("scale", "full", "The sizes below are meant as they stand, not as a demonstration."));
        settings.addAll(intensity(data));
        settings.addAll(grid(data, layout));
        settings.addAll(network(data, layout));
        settings.addAll(training(data, layout, search.steps(layout)));
        settings.add(
                new Proposal("inference.batch", "1", "One window at a time: validation then needs less than a step."));
        return new ProposedExperiment(base, settings);
    }

    private static List<Proposal> intensity(DatasetSurvey data) {
        double low = data.organHu().low();
        double high = Math.max(data.organHu().high(), low + NARROWEST_WINDOW);
        return List.of(
                new Proposal("data.intensity.method", "fixed", "The same HU become the same input in every scan."),
                new Proposal(
                        "data.intensity.window",
                        String.format(Locale.ROOT, "[%.0f, %.0f]", low, high),
                        "99 % of the labelled voxels of " + data.cases()
                                + " training cases lie between, or it spans 100 HU."),
                new Proposal(
                        "data.intensity.centre", format("%.1f", data.organMean()), "Mean HU of the labelled voxels."),
                new Proposal(
                        "data.intensity.divisor",
                        format("%.1f", Math.max(1, data.organDeviation())),
                        "Standard deviation of the labelled voxels in HU."));
    }

    private static List<Proposal> grid(DatasetSurvey data, Layout layout) {
        return List.of(
                new Proposal(
                        "data.spacing",
                        LayoutSettings.text(layout.spacing()),
                        "In mm; the scans' median is " + millimetres(data.spacing())
                                + ", and this is the finest grid on which memory and time allow patches over the organ."),
                new Proposal("data.minimum", "none", "A patch is the least size of a volume anyway."),
                new Proposal(
                        "data.patch",
                        Arrays.toString(layout.patch().toArray()),
                        "Spans " + millimetres(seen(layout)) + "; nine of ten organs are within "
                                + millimetres(data.organ()) + ", a whole scan is " + millimetres(data.extent()) + "."),
                new Proposal("data.crops-per-volume", "1", "More cases in a step say more than more patches of one."));
    }

    private List<Proposal> network(DatasetSurvey data, Layout layout) {
        List<Proposal> settings = new ArrayList<>();
        if (data.classes() > 2) {
            settings.add(new Proposal(
                    "network.classes", String.valueOf(data.classes()), "As the labels have, background included."));
        }
        Experiment planned = Experiments.load(base, sizing, LayoutSettings.assignments(layout));
        settings.add(new Proposal(
                "network.widths",
                layout.widths().toString(),
                "Training needs about "
                        + MemoryEstimate.text(NetworkSize.of(planned).train().total())
                        + "; wider than 32 is worth little at some sixty cases."));
        return settings;
    }

    private List<Proposal> training(DatasetSurvey data, Layout layout, long possible) {
        int stepsAnEpoch = (data.cases() + LayoutSettings.BATCH - 1) / LayoutSettings.BATCH;
        long steps = Math.min(possible, LayoutSearch.ENOUGH_STEPS);
        long epochs = Math.max(1, steps / stepsAnEpoch);
        double step = machine.secondsPerStep(layout);
        String few = possible < LayoutSearch.LEAST_STEPS
                ? " That is few: " + LayoutSearch.LEAST_STEPS + " steps at least are advised (--hours)."
                : "";
        return List.of(
                new Proposal(
                        "training.epochs",
                        String.valueOf(epochs),
                        format(
                                        "As timed here, %s; up to %.3g h were to be used.",
                                        new WorkEstimate(step, epochs * stepsAnEpoch), hours)
                                + few),
                new Proposal("training.batch", String.valueOf(LayoutSettings.BATCH), "Cases in a step."),
                new Proposal(
                        "training.validate-every",
                        String.valueOf(Math.max(1, epochs / VALIDATIONS)),
                        "About " + VALIDATIONS + " validations in all, at most one an epoch."));
    }

    private static double[] seen(Layout layout) {
        double[] seen = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            seen[axis] = layout.patch().along(axis) * layout.spacing().along(axis);
        }
        return seen;
    }

    private static String millimetres(double... mm) {
        return format("%.3g × %.3g × %.3g mm", mm[0], mm[1], mm[2]);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
