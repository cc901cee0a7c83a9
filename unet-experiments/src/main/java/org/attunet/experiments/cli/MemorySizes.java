package org.attunet.experiments.cli;

import org.attunet.experiments.settings.ConfigurationException;

/** The size given for arrays; what is none would only be met within the libraries that read it. */
final class MemorySizes {
    /** Where JavaCPP looks for it. */
    static final String OFF_HEAP = "org.bytedeco.javacpp.maxbytes";

    private MemorySizes() {}

    /** Refuses what JavaCPP does not read. */
    static void check() {
        String size = System.getProperty(OFF_HEAP, "");
        if (!size.matches("|[0-9]{1,9}\\s*(%|[kKmMgGtT]?[bB]?)")) {
            throw new ConfigurationException(
                    "the memory for arrays is '" + size + "', which is no size; a number with k, m,"
                            + " g or t is expected, such as UNET_OFFHEAP=4g, for Maven -Dunet.offheap=4g");
        }
    }
}
