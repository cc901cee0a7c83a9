package org.attunet.examples;

import org.attunet.model.execution.OwnLoss;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A loss of one's own: {@code 1 − T}, {@code T = (Σpy + s) / (Σpy + α Σp(1−y) + β Σ(1−p)y + s)} of the second class of two, over the top
 * prediction and all patches (Salehi et al., arXiv 1706.05721). With β above α, voxels that are missed cost more than voxels too many;
 * α = β = ½ is Dice.
 *
 * @param alpha weight of what was found and is not there
 * @param beta weight of what is there and was not found
 */
public record TverskyLoss(double alpha, double beta) implements OwnLoss {
    private static final double SMOOTHING = 1e-5;

    @Override
    public double differentiate(INDArray predictions, INDArray labels, INDArray gradient) {
        INDArray y = channel(labels, 0);
        INDArray p = Transforms.sigmoid(channel(predictions, 1).sub(channel(predictions, 0))); // softmax of two
        double found = p.mul(y).sumNumber().doubleValue();
        double tooMany = p.sumNumber().doubleValue() - found;
        double missed = y.sumNumber().doubleValue() - found;
        double both = found + SMOOTHING;
        double all = both + alpha * tooMany + beta * missed;

        // dT/dp = (y · all − both · dall/dp) / all², dall/dp = y + α (1 − y) − β y
        INDArray ofAll = y.mul(1 - alpha - beta).addi(alpha);
        INDArray byProbability = y.mul(all).subi(ofAll.muli(both)).divi(-all * all);
        INDArray byLogit = byProbability.muli(p.mul(p.rsub(1)));
        channel(gradient, 1).assign(byLogit);
        channel(gradient, 0).assign(byLogit.neg());
        return 1 - both / all;
    }

    /** [N, X, Y, Z] of [N, C, X, Y, Z], as a view. */
    private static INDArray channel(INDArray array, int c) {
        return array.tensorAlongDimension(c, 0, 2, 3, 4);
    }
}
