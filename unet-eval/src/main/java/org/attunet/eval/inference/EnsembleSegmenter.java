package org.attunet.eval.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.attunet.eval.quality.PredictedDice;

/**
 * Several networks that vote with their probabilities, on the image's own grid: each may have its own preprocessing.
 *
 * @param members at least one
 */
public record EnsembleSegmenter(List<? extends Segmenter> members) implements Segmenter {
    /** Keeps its own list. */
    public EnsembleSegmenter {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("an ensemble needs a member");
        }
        members = List.copyOf(members);
    }

    /** The image is kept, since each member has its own preprocessing. */
    @Override
    public PreparedImage prepare(Volume image) {
        return progress -> together(image, progress);
    }

    private Segmentation together(Volume image, Progress progress) {
        float[][] sums = null;
        List<Finding> findings = new ArrayList<>();
        List<Mask> masks = new ArrayList<>();
        List<Optional<PredictedDice>> predicted = new ArrayList<>();
        for (int m = 0; m < members.size(); m++) {
            int before = m;
            Segmentation member = members.get(m)
                    .segment(image, (done, total) -> progress.at(before * total + done, members.size() * total));
            findings.addAll(member.findings());
            predicted.add(member.predictedDice());
            List<Volume> probabilities = member.probabilities();
            masks.add(Classes.largest(probabilities));
            sums = add(probabilities, sums);
        }
        for (float[] sum : sums) {
            for (int n = 0; n < sum.length; n++) {
                sum[n] /= members.size();
            }
        }
        return new Mean(Classes.volumes(image.geometry(), sums), masks, PredictedDice.mean(predicted), findings);
    }

    private static float[][] add(List<Volume> probabilities, float[][] sums) {
        if (sums == null) {
            return probabilities.stream().map(Volume::floats).toArray(float[][]::new);
        }
        if (sums.length != probabilities.size()) {
            throw new DataException("the models of an ensemble must know the same classes: one knows " + sums.length
                    + ", another " + probabilities.size());
        }
        for (int c = 0; c < sums.length; c++) {
            float[] more = probabilities.get(c).floats();
            for (int n = 0; n < more.length; n++) {
                sums[c][n] += more[n];
            }
        }
        return sums;
    }

    private record Mean(
            List<Volume> probabilities,
            List<Mask> members,
            Optional<PredictedDice> predictedDice,
            List<Finding> findings)
            implements Segmentation {
        @Override
        public Mask mask() {
            return Classes.largest(probabilities);
        }

        @Override
        public Optional<Agreement> agreement() {
            return members.size() < 2 ? Optional.empty() : Optional.of(Agreement.of(members, mask()));
        }
    }
}
