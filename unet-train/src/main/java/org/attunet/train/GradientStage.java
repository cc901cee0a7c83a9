package org.attunet.train;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.attunet.model.SettingsException;
import org.attunet.model.weights.WeightNames;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What becomes of a step's gradient, [1, P], before the optimiser sees it, in PyTorch's order: the mean over the step's batches,
 * without frozen blocks, clipped to a norm, with {@code weightDecay · weights} added.
 */
final class GradientStage extends BaseTrainingListener {
    private final double clip;
    private final double decay;
    private final INDArray gathered;
    /** 1 for every parameter that may move, 0 for frozen ones and running statistics. */
    private final INDArray movable;

    private final boolean freezes;
    private boolean isGathering;
    private double lastShare = 1;
    private double norm;

    GradientStage(TrainingSettings settings, ComputationGraph graph) {
        clip = settings.gradientClip();
        decay = settings.weightDecay();
        freezes = !settings.frozen().isEmpty();
        gathered = settings.gradientAccumulation() > 1 ? Nd4j.zerosLike(graph.params()) : null;
        requireBlocks(settings.frozen(), graph);
        movable = freezes || decay > 0 ? mask(graph, name -> isMovable(name, settings.frozen())) : null;
    }

    private static void requireBlocks(List<String> frozen, ComputationGraph graph) {
        Set<String> blocks = WeightNames.of(graph).keySet().stream()
                .map(GradientStage::block)
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> unknown =
                frozen.stream().filter(name -> !blocks.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new SettingsException("training.frozen names blocks that the network does not have: "
                    + String.join(", ", unknown) + "; it has " + String.join(", ", blocks));
        }
    }

    private static String block(String name) {
        return name.substring(0, name.indexOf('.'));
    }

    private static boolean isMovable(String name, List<String> frozen) {
        return !name.endsWith(".running_mean") && !name.endsWith(".running_var") && !frozen.contains(block(name));
    }

    /** 1 where a parameter's name holds, else 0; the parameters serve as paper, so their order is of no matter. */
    private static INDArray mask(ComputationGraph graph, Predicate<String> names) {
        INDArray kept = graph.params().dup();
        for (Map.Entry<String, INDArray> parameter : WeightNames.of(graph).entrySet()) {
            parameter.getValue().assign(names.test(parameter.getKey()) ? 1 : 0);
        }
        INDArray mask = graph.params().dup();
        graph.params().assign(kept);
        return mask;
    }

    /** Puts the gradient of one of several batches by. */
    void gather(INDArray gradient, double share) {
        INDArray weighted = like(gathered, gradient).mul(share);
        gathered.assign(isGathering ? weighted.addi(gathered) : weighted);
        isGathering = true;
    }

    /** The gradient that comes next is that of the step's last batch. */
    void expectLast(double share) {
        lastShare = share;
    }

    /** Norm of the last step's whole gradient before it was clipped. */
    double norm() {
        return norm;
    }

    @Override
    public void onGradientCalculation(Model model) {
        INDArray gradient = model.getGradientsViewArray();
        if (isGathering) {
            gradient.muli(lastShare).addi(like(gradient, gathered));
            isGathering = false;
        }
        if (freezes) {
            gradient.muli(like(gradient, movable));
        }
        norm = gradient.norm2Number().doubleValue();
        if (clip > 0 && norm > clip) {
            gradient.muli(clip / norm);
        }
        if (decay > 0) {
            gradient.addi(
                    like(gradient, model.params()).mul(like(gradient, movable)).muli(decay));
        }
    }

    private static INDArray like(INDArray shape, INDArray values) {
        return values.reshape(shape.shape());
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        // Nothing is left to do.
    }
}
