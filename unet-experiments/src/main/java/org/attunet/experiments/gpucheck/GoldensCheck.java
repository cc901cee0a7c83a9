package org.attunet.experiments.gpucheck;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attunet.eval.inference.Progress;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.PrecisionChoice;
import org.attunet.model.weights.Agreement;
import org.attunet.model.weights.Difference;
import org.attunet.model.weights.GoldenNetworks;
import org.attunet.model.weights.Verification;
import org.nd4j.linalg.api.buffer.DataType;

/** Golden networks in float by the tolerances of {@code weights verify}; whatever rounds more is held against float. */
final class GoldensCheck implements SectionCheck {
    // Twice what bfloat16 comes to where the same kernels are compiled for a host: 0.022 and 0.056, both of the paper's
    // network. Tensors of
    // networks so small miss float's by some percent each, in PyTorch's autocast too.

    /** Share of the largest output by which half precision may be off. */
    private static final double OUTPUT = 0.05;

    /** By which the cosine of the angle between its gradient and float's may be less than 1. */
    private static final double GRADIENT = 0.12;

    @Override
    public List<Row> run(CheckContext context, Progress progress) {
        List<Row> rows = new ArrayList<>();
        Backend floats = context.backend().at(PrecisionChoice.FLOAT);
        List<String> names = context.workload().networks();
        for (int n = 0; n < names.size(); n++) {
            String name = names.get(n);
            Path folder = GoldenNetworks.unpack(name, context.work());
            rows.add(stored(name, Verification.run(folder, floats).differences()));
            for (Backend other : others(context)) {
                String pair = name + ", " + other.numbers() + " against " + floats.numbers();
                rows.add(agreeing(pair, Agreement.of(folder, other, floats)));
            }
            progress.at(n + 1, names.size());
        }
        return rows;
    }

    /** A CPU has no half precision: there, the comparison itself is what is looked at. */
    private static List<Backend> others(CheckContext context) {
        List<PrecisionChoice> precisions = context.precisions();
        return precisions.size() == 1
                ? List.of(context.backend().in(DataType.DOUBLE))
                : precisions.stream().skip(1).map(context.backend()::at).toList();
    }

    private static Row stored(String name, List<Difference> differences) {
        long beyond = differences.stream().filter(d -> !d.holds()).count();
        double worst = differences.stream()
                .mapToDouble(d -> d.largest() / d.tolerance())
                .reduce(0, Math::max);
        String found = String.format(
                Locale.ROOT, "%d tensors, %d beyond, at most %.2f of a tolerance", differences.size(), beyond, worst);
        return Row.held(name + ", float", found, "none beyond", beyond == 0)
                .with(Map.of("tensors", (double) differences.size(), "beyond", (double) beyond, "worst", worst));
    }

    static Row agreeing(String name, Agreement found) {
        String text =
                String.format(Locale.ROOT, "outputs %.2g, gradients %.2g apart", found.output(), found.gradient());
        String wanted = String.format(Locale.ROOT, "≤ %.2g, ≤ %.2g", OUTPUT, GRADIENT);
        return Row.held(name, text, wanted, found.output() <= OUTPUT && found.gradient() <= GRADIENT)
                .with(Map.of("output", found.output(), "gradient", found.gradient()));
    }
}
