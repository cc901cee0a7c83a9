package org.attunet.experiments.cli;

import java.util.List;
import java.util.Set;
import org.attunet.eval.inference.Unseen;
import picocli.CommandLine.Option;

/** What a model may be used on although its training did not show it. */
final class AcceptOption {
    @Option(
            names = "--accept",
            split = ",",
            paramLabel = "flips|spacing|preprocessing",
            description =
                    "Go on, with a warning, where a model never saw such flips or voxels of such a size, or nobody"
                            + " said what its inputs go through; several are joined by commas.",
            order = 89)
    private List<Unseen> accepted = List.of();

    Set<Unseen> unseen() {
        return Set.copyOf(accepted);
    }
}
