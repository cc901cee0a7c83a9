package org.attunet.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.attunet.data.dataset.Case;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Cutout;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.Blend;
import org.attunet.eval.inference.Calibration;
import org.attunet.eval.inference.Classes;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.eval.inference.NetworkTraits;
import org.attunet.eval.inference.Predictor;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.inference.SlidingWindow;
import org.attunet.eval.inference.TemperatureFit;
import org.attunet.eval.metric.Overlap;
import org.attunet.eval.quality.LabelledMask;

/**
 * Scores a network as the reference does while training: sliding window over each preprocessed validation case, the most probable
 * class of each voxel, mean Dice of the foreground classes on the preprocessed grid. A class that is neither in a label nor in its
 * prediction counts 1, one that is in either alone 0.
 *
 * @param cases validation cases, each with a label
 * @param source preprocesses a case
 * @param part of a case, on its preprocessed grid, that the network is shown, the rest being background; empty for all of it
 * @param inference how images are shown to the network
 */
public record Validator(
        List<Case> cases,
        Function<Case, Sample> source,
        BiFunction<Case, Geometry, Optional<Box>> part,
        InferenceSettings inference) {
    /** Looks everywhere. */
    public Validator(List<Case> cases, Function<Case, Sample> source, InferenceSettings inference) {
        this(cases, source, (of, grid) -> Optional.empty(), inference);
    }

    /** Mean Dice over cases and foreground classes. */
    public double score(Predictor predictor, Progress progress) {
        SlidingWindow window = new SlidingWindow(inference);
        double sum = 0;
        for (int n = 0; n < cases.size(); n++) {
            Sample sample = source.apply(cases.get(n));
            Optional<Cutout> looked = part.apply(cases.get(n), sample.image().geometry())
                    .map(box -> new Cutout(sample.image().geometry(), box));
            Volume shown = looked.map(cutout -> cutout.of(sample.image())).orElse(sample.image());
            try (Blend blend = window.blend(shown, predictor, Progress.NONE)) {
                Mask found = blend.largest();
                Mask predicted = looked.map(cutout -> cutout.back(found)).orElse(found);
                sum += dice(predicted, sample.label().orElseThrow(), blend.classes());
            }
            progress.at(n + 1, cases.size());
        }
        return sum / cases.size();
    }

    /** The temperature by which a network is as often right on the validation cases as it says. */
    public Calibration calibration(Predictor predictor) {
        TemperatureFit fit = new TemperatureFit();
        for (Case one : cases) {
            Looked looked = look(one, predictor);
            fit.add(
                    looked.logits(),
                    looked.part().map(cut -> cut.of(looked.label())).orElse(looked.label()));
        }
        return fit.fit();
    }

    /** What its masks of the validation cases show of their quality, and how good those of class 1 are. */
    public List<LabelledMask> judged(Predictor predictor) {
        List<LabelledMask> masks = new ArrayList<>();
        for (Case one : cases) {
            Looked looked = look(one, predictor);
            Mask found = Classes.largest(looked.logits());
            Mask whole = looked.part().map(cut -> cut.back(found)).orElse(found);
            masks.add(new LabelledMask(
                    NetworkTraits.of(looked.logits()),
                    Overlap.of(whole, looked.label(), 1).dice()));
        }
        return masks;
    }

    /** A case as a network saw it: logits of the part that it was shown, the label of all of it. */
    private record Looked(List<Volume> logits, Optional<Cutout> part, Mask label) {}

    private Looked look(Case one, Predictor predictor) {
        Sample sample = source.apply(one);
        Geometry grid = sample.image().geometry();
        Optional<Cutout> looked = part.apply(one, grid).map(box -> new Cutout(grid, box));
        Volume shown = looked.map(cutout -> cutout.of(sample.image())).orElse(sample.image());
        List<Volume> logits = List.of(new SlidingWindow(inference).run(shown, predictor, Progress.NONE));
        return new Looked(logits, looked, sample.label().orElseThrow());
    }

    private static double dice(Mask predicted, Mask label, int classes) {
        double sum = 0;
        for (int c = 1; c < classes; c++) {
            sum += Overlap.of(predicted, label, c).dice();
        }
        return sum / (classes - 1);
    }
}
