package org.attunet.experiments.run;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.attunet.data.BadInput;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.record.FlipSettings;
import org.attunet.data.volume.Spacing;
import org.attunet.eval.inference.Coverage;
import org.attunet.eval.inference.SpacingRange;
import org.attunet.eval.inference.TrainedOn;
import org.attunet.experiments.experiment.Experiment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run's network gets to see, by its settings and the headers of its training cases: its model keeps it. */
final class Seen {
    private static final Logger LOG = LoggerFactory.getLogger(Seen.class);

    private Seen() {}

    /** Reads the header of every training and validation case; warns of validation cases unlike the others. */
    static TrainedOn of(Experiment experiment, RunData data) {
        CaseReader reader = new CaseReader(data.dataset().settings());
        Optional<Spacing> resampled = experiment.data().preprocessing().spacing();
        SpacingRange input = SpacingRange.of(data.labelled("train").stream()
                .map(source -> SpacingRange.alongBody(reader.geometry(source)))
                .toList());
        SpacingRange network =
                resampled.map(spacing -> SpacingRange.of(List.of(spacing))).orElse(input);
        TrainedOn seen = new TrainedOn(
                true,
                Optional.of(flips(experiment.data().patches().augmentation().flip())),
                Optional.of(network),
                Optional.of(input));
        Coverage coverage = new Coverage(experiment.name(), resampled.isPresent(), seen, Set.of());
        for (Case source : data.labelled("validation")) {
            coverage.difference(reader.geometry(source))
                    .ifPresent(difference -> LOG.warn(
                            "validation case {}: {}; its Dice says little [{}]", source.id(), difference, BadInput.M1));
        }
        return seen;
    }

    private static Set<Integer> flips(FlipSettings flip) {
        double[] probabilities = {flip.leftRight(), flip.frontBack(), flip.topBottom()};
        Set<Integer> axes = new TreeSet<>();
        for (int axis = 0; axis < probabilities.length; axis++) {
            if (probabilities[axis] > 0) {
                axes.add(axis);
            }
        }
        return axes;
    }
}
