package org.attunet.model.weights;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.Nd4jBackend;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Runs a network on a folder's {@code input.npy} and compares whatever the folder holds: {@code eval_output},
 * {@code alpha_gate*_eval}, {@code train_output}, losses of the manifest, gradients, parameters after three Adam steps. Tolerances:
 * outputs, maps and losses 1e-4; gradients 1e-3 of the tensor's largest value or 1e-6; parameters after steps max(2e-5, 3 × the
 * tensor's own {@code fp32_maxdiff}), convolution biases before a batch norm 3.1e-4; output after steps 5e-3.
 *
 * @param differences one a number or tensor that was compared
 * @param passedOver files that the network has nothing to compare with, such as the unused {@code gate1.W}
 */
public record Verification(List<Difference> differences, List<String> passedOver) {
    /**
     * Compares everything the folder holds. What floats miss, a second run in double may clear: {@link Difference#holds}.
     *
     * @param backend computes
     * @throws WeightsException if the folder lacks its manifest, input or weights, or they do not fit one another
     */
    public static Verification run(Path folder, Backend backend) {
        ReferenceOutputs stored = new ReferenceOutputs(folder);
        List<Difference> differences = new VerificationRun(stored, backend).differences();
        if (differences.isEmpty()) {
            throw new WeightsException(
                    folder + " holds nothing to compare with: expected eval_output.npy, alpha_gate1_eval.npy,"
                            + " losses in manifest.json or other outcomes of a run");
        }
        Set<String> compared = differences.stream().map(Difference::name).collect(Collectors.toSet());
        List<String> passedOver = stored.outcomes().stream()
                .filter(file -> !compared.contains(file))
                .toList();
        return new Verification(secondLook(stored, differences), passedOver);
    }

    /** Where nothing is beyond its tolerance, or all that is so by more than rounding explains, there is no second run. */
    private static List<Difference> secondLook(ReferenceOutputs stored, List<Difference> inFloat) {
        if (inFloat.stream().noneMatch(d -> !d.holdsInFloat() && d.mayBeRounding())) {
            return inFloat;
        }
        Map<String, Double> inDouble = new HashMap<>();
        new VerificationRun(stored, new Nd4jBackend(DataType.DOUBLE))
                .differences()
                .forEach(d -> inDouble.put(d.name(), d.largest()));
        return inFloat.stream()
                .map(d -> d.holdsInFloat() ? d : d.seenInDouble(inDouble.get(d.name())))
                .toList();
    }

    /** Whether everything that was compared holds. */
    public boolean holds() {
        return differences.stream().allMatch(Difference::holds);
    }
}
