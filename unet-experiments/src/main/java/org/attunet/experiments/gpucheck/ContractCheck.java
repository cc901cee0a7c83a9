package org.attunet.experiments.gpucheck;

import java.util.ArrayList;
import java.util.List;
import org.attunet.eval.inference.Progress;
import org.attunet.model.engine.PrecisionChoice;
import org.attunet.model.kernel.contract.KernelsContract;
import org.attunet.model.kernel.contract.KernelsContract.Check;

/** {@link KernelsContract} in float, in which it is written. */
final class ContractCheck implements SectionCheck {
    /** Of sums in float over some thousand numbers near 1, as the tests of every set of kernels have it. */
    private static final double TOLERANCE = 2e-5;

    @Override
    public List<Row> run(CheckContext context, Progress progress) {
        List<Check> checks = new KernelsContract<>(
                        context.backend().at(PrecisionChoice.FLOAT).kernels(), TOLERANCE)
                .checks();
        List<Row> broken = new ArrayList<>();
        for (int n = 0; n < checks.size(); n++) {
            Check check = checks.get(n);
            try {
                check.body().run();
            } catch (RuntimeException e) {
                broken.add(Row.failed(check.name(), String.valueOf(e.getMessage())));
            }
            progress.at(n + 1, checks.size());
        }
        List<Row> rows = new ArrayList<>();
        rows.add(Row.held(
                "kernels, float",
                checks.size() - broken.size() + " of " + checks.size() + " hold",
                "all",
                broken.isEmpty()));
        rows.addAll(broken);
        return rows;
    }
}
