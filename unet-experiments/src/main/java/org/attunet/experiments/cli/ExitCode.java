package org.attunet.experiments.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.model.SettingsException;
import org.attunet.model.kernel.cuda.DeviceException;
import org.attunet.model.weights.WeightsException;
import org.attunet.train.DivergedException;
import org.attunet.train.InterruptedTrainingException;

/** What the process ends with, decided here and nowhere else. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAULT = 1;
    static final int USAGE = 2;
    static final int CONFIGURATION = 3;
    static final int DATA = 4;
    static final int DIVERGED = 5;
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** The code of a failure. */
    static int of(Throwable failure) {
        if (failure instanceof UsageException || failure instanceof FileAlreadyExistsException) {
            return USAGE;
        }
        // Too little memory is a matter of patch, batch and widths, or of the JVM's options.
        if (failure instanceof ConfigurationException
                || failure instanceof SettingsException
                || failure instanceof DeviceException
                || failure instanceof OutOfMemoryError) {
            return CONFIGURATION;
        }
        if (failure instanceof DataException data) {
            return data.kind().orElse(BadInput.DATA).exitCode();
        }
        if (failure instanceof WeightsException || failure instanceof IOException) {
            return DATA;
        }
        if (failure instanceof UncheckedIOException unchecked) {
            return of(unchecked.getCause());
        }
        if (failure instanceof DivergedException) {
            return DIVERGED;
        }
        return failure instanceof InterruptedException || failure instanceof InterruptedTrainingException
                ? INTERRUPTED
                : FAULT;
    }
}
