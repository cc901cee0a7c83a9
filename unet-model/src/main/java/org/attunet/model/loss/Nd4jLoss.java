package org.attunet.model.loss;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The loss in ND4J's operations, for every data type and backend. Arrays here are [N, C, V] with V voxels. */
final class Nd4jLoss implements SegmentationLoss {
    @Override
    public double evaluate(INDArray logits, INDArray labels, LossPlan plan, INDArray gradient) {
        long samples = logits.size(0);
        long voxels = logits.length() / (samples * logits.size(1));
        INDArray z = logits.dup('c').reshape('c', samples, logits.size(1), voxels);
        INDArray g = gradient.reshape('c', samples, logits.size(1), voxels);
        INDArray truth = oneHot(labels.reshape('c', samples, 1, voxels), plan.classes(), z);
        double loss = 0;
        for (int k = 0; k < plan.predictions(); k++) {
            var channels = interval((long) k * plan.classes(), (long) (k + 1) * plan.classes());
            double weight = plan.predictionWeights().get(k);
            INDArray part = g.get(all(), channels, all());
            loss += weight * prediction(z.get(all(), channels, all()).dup('c'), truth, plan, part);
            part.muli(weight);
        }
        return loss;
    }

    private static INDArray oneHot(INDArray labels, int classes, INDArray like) {
        INDArray truth = Nd4j.create(like.dataType(), labels.size(0), classes, labels.size(2));
        for (int c = 0; c < classes; c++) {
            truth.get(all(), interval(c, c + 1), all()).assign(labels.eq(c).castTo(like.dataType()));
        }
        return truth;
    }

    private static double prediction(INDArray z, INDArray truth, LossPlan plan, INDArray gradient) {
        double count = (double) z.size(0) * z.size(2);
        INDArray classWeights = Nd4j.create(z.dataType(), 1, plan.classes());
        for (int c = 0; c < plan.classes(); c++) {
            classWeights.putScalar(0, c, plan.classWeight(c));
        }
        INDArray e = Transforms.exp(z.sub(z.max(true, 1)), false);
        INDArray p = e.div(e.sum(true, 1));
        INDArray numerator =
                p.mul(truth).sum(2).muli(2).addi(plan.settings().kind().numeratorSmoothing());
        INDArray denominator =
                p.sum(2).addi(truth.sum(2)).addi(plan.settings().kind().denominatorSmoothing());
        double share = plan.settings().diceWeight() / (plan.sumOfClassWeights() * z.size(0));
        double entropy = plan.settings().effectiveCrossEntropyWeight() / count;
        INDArray voxelWeights =
                truth.mul(classWeights.reshape(1, plan.classes(), 1)).sum(true, 1);
        double dice = numerator
                .div(denominator)
                .rsubi(1)
                .muliRowVector(classWeights)
                .sumNumber()
                .doubleValue();
        INDArray logOfLabel = Transforms.log(p.add(1e-300), false).muli(truth).muli(voxelWeights);

        INDArray atAll = numerator
                .div(denominator.mul(denominator))
                .muliRowVector(classWeights)
                .muli(share);
        INDArray atLabel = denominator.rdiv(-2 * share).muliRowVector(classWeights);
        INDArray byP = truth.mul(column(atLabel)).addi(column(atAll));
        INDArray mean = byP.mul(p).sum(true, 1);
        gradient.assign(
                byP.subi(mean).muli(p).addi(p.sub(truth).muli(voxelWeights).muli(entropy)));
        return share * dice - entropy * logOfLabel.sumNumber().doubleValue();
    }

    private static INDArray column(INDArray perClass) {
        return perClass.reshape('c', perClass.size(0), perClass.size(1), 1);
    }
}
