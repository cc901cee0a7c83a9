package org.attunet.examples;

import java.nio.file.Path;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.volume.Mask;
import org.attunet.eval.metric.MaskPair;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.Scorer;
import org.attunet.eval.metric.Scores;

/** How well does a mask agree with its label? {@code ScoreMasks PREDICTION.nii.gz LABEL.nii.gz} */
public final class ScoreMasks {
    private static final int PANCREAS = 1;

    private ScoreMasks() {}

    /** Every score of one case; both masks have to lie on one grid. */
    static Scores score(Path prediction, Path label) {
        Mask found = NiftiReader.readMask(prediction);
        Mask expected = NiftiReader.readMask(label);
        return new Scorer(PANCREAS).score(label.getFileName().toString(), new MaskPair(found, expected));
    }

    /** Prints a line a score. */
    public static void main(String[] args) {
        Scores scores = score(Path.of(args[0]), Path.of(args[1]));
        for (Metric metric : Metric.values()) {
            System.out.printf("%-24s %.4f%n", metric.column(), scores.value(metric));
        }
        System.out.println(scores.note());
    }
}
