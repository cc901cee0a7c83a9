package org.attunet.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.attunet.model.SettingsException;
import org.attunet.model.kernel.ParameterVector;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What becomes of a step's gradient before the optimiser sees it, in PyTorch's order: without frozen blocks, clipped to a norm, with
 * {@code weightDecay · weights} added.
 */
final class GradientTransforms {
    private final double clip;

    /** 1 for every parameter that may move, 0 for frozen ones and running statistics. */
    private final Optional<ParameterVector> movable;

    /** The decay of every parameter that may move. */
    private final Optional<ParameterVector> decays;

    /**
     * @param named every parameter by its travelling name, views of {@code all}
     * @param parameters the same, where they live
     */
    GradientTransforms(
            TrainingSettings settings, Map<String, INDArray> named, INDArray all, ParameterVector parameters) {
        List<String> frozen = settings.initialisation().frozen();
        requireBlocks(frozen, named.keySet());
        clip = settings.optimizer().gradientClip();
        float decay = (float) settings.optimizer().weightDecay();
        movable = frozen.isEmpty() ? Optional.empty() : Optional.of(parameters.of(movable(named, all, frozen, 1)));
        decays = decay == 0 ? Optional.empty() : Optional.of(parameters.of(movable(named, all, frozen, decay)));
    }

    private static void requireBlocks(List<String> frozen, Set<String> names) {
        Set<String> blocks =
                names.stream().map(GradientTransforms::block).collect(Collectors.toCollection(TreeSet::new));
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

    /** A value for every parameter that may move, 0 for the others. */
    private static float[] movable(Map<String, INDArray> named, INDArray all, List<String> frozen, float value) {
        float[] vector = new float[Math.toIntExact(all.length())];
        named.forEach((name, values) -> {
            int from = (int) (values.offset() - all.offset());
            Arrays.fill(vector, from, from + (int) values.length(), isMovable(name, frozen) ? value : 0);
        });
        return vector;
    }

    /** Changes the gradient, and returns its norm before it was clipped; who looks at it waits until it is computed. */
    DoubleSupplier apply(ParameterVector gradient, ParameterVector parameters) {
        movable.ifPresent(gradient::multiply);
        DoubleSupplier norm = gradient.clip(clip);
        decays.ifPresent(decay -> gradient.addProduct(parameters, decay));
        return norm;
    }
}
