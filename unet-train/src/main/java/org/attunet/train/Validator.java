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
            Shown shown = shown(cases.get(n));
            try (Blend blend = window.blend(shown.image(), predictor, Progress.NONE)) {
                Mask predicted = shown.whole(blend.largest());
                sum += dice(predicted, shown.label(), blend.classes());
            }
            progress.at(n + 1, cases.size());
        }
        return sum / cases.size();
    }

    /** The temperature by which a network is as often right on the validation cases as it says. */
    public Calibration calibration(Predictor predictor) {
        TemperatureFit fit = new TemperatureFit();
        for (Case one : cases) {
            Shown shown = shown(one);
            fit.add(logits(shown, predictor), shown.labelOfPart());
        }
        return fit.fit();
    }

    /** What its masks of the validation cases show of their quality, and how good those of class 1 are. */
    public List<LabelledMask> judged(Predictor predictor) {
        List<LabelledMask> masks = new ArrayList<>();
        for (Case one : cases) {
            Shown shown = shown(one);
            List<Volume> logits = logits(shown, predictor);
            Mask whole = shown.whole(Classes.largest(logits));
            masks.add(new LabelledMask(
                    NetworkTraits.of(logits),
                    Overlap.of(whole, shown.label(), 1).dice()));
        }
        return masks;
    }

    /** A case as a network is shown it: the image of a part or of all of it, and the label of all of it. */
    private record Shown(Volume image, Optional<Cutout> part, Mask label) {
        Mask whole(Mask found) {
            return part.map(cut -> cut.back(found)).orElse(found);
        }

        Mask labelOfPart() {
            return part.map(cut -> cut.of(label)).orElse(label);
        }
    }

    private Shown shown(Case one) {
        Sample sample = source.apply(one);
        Geometry grid = sample.image().geometry();
        Optional<Cutout> looked = part.apply(one, grid).map(box -> new Cutout(grid, box));
        Volume image = looked.map(cut -> cut.of(sample.image())).orElse(sample.image());
        return new Shown(image, looked, sample.label().orElseThrow());
    }

    private List<Volume> logits(Shown shown, Predictor predictor) {
        return List.of(new SlidingWindow(inference).run(shown.image(), predictor, Progress.NONE));
    }

    private static double dice(Mask predicted, Mask label, int classes) {
        double sum = 0;
        for (int c = 1; c < classes; c++) {
            sum += Overlap.of(predicted, label, c).dice();
        }
        return sum / (classes - 1);
    }
}
