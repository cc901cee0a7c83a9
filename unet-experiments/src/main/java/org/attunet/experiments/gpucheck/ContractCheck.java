package org.attunet.experiments.gpucheck;

import java.util.ArrayList;
import java.util.List;
import org.attunet.eval.inference.Progress;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.PrecisionChoice;
import org.attunet.model.kernel.contract.KernelsContract;
import org.attunet.model.kernel.contract.KernelsContract.Check;

/** {@link KernelsContract} where floats are kept and, on a GPU that has it, where bfloat16 is. */
final class ContractCheck implements SectionCheck {
    @Override
    public List<Row> run(CheckContext context, Progress progress) {
        Backend backend = context.backend();
        List<Row> rows = new ArrayList<>(held(
                "float",
                KernelsContract.ofFloats(backend.at(PrecisionChoice.FLOAT).kernels())
                        .checks(),
                progress));
        if (context.precisions().contains(PrecisionChoice.BFLOAT16)) {
            Backend halves = backend.at(PrecisionChoice.BFLOAT16);
            rows.addAll(held(
                    halves.numbers(), KernelsContract.ofHalves(halves.kernels()).checks(), progress));
        }
        return rows;
    }

    /** How many hold, and each that does not. */
    private static List<Row> held(String numbers, List<Check> checks, Progress progress) {
        List<Row> broken = new ArrayList<>();
        for (int n = 0; n < checks.size(); n++) {
            Check check = checks.get(n);
            try {
                check.body().run();
            } catch (RuntimeException e) {
                broken.add(Row.failed(check.name() + ", " + numbers, String.valueOf(e.getMessage())));
            }
            progress.at(n + 1, checks.size());
        }
        List<Row> rows = new ArrayList<>();
        rows.add(Row.held(
                "kernels, " + numbers,
                checks.size() - broken.size() + " of " + checks.size() + " hold",
                "all",
                broken.isEmpty()));
        rows.addAll(broken);
        return rows;
    }
}
