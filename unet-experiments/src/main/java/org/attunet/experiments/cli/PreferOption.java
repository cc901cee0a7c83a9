package org.attunet.experiments.cli;

import java.util.Optional;
import org.attunet.data.nifti.AffineSource;
import picocli.CommandLine.Option;

/** Which of a NIfTI header's two forms places its image: for every command that reads such files. */
final class PreferOption {
    @Option(
            names = "--prefer",
            paramLabel = "sform|qform",
            description = "Which of a NIfTI header's forms counts where they disagree.")
    private Optional<AffineSource> prefer = Optional.empty();

    /** What was asked for, if anything. */
    Optional<AffineSource> form() {
        return prefer;
    }
}
