package org.attunet.experiments.cli;

import org.attunet.experiments.CodeVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"unet " + CodeVersion.current()};
    }
}
