package org.attunet.experiments.doctor;

import java.util.List;
import org.attunet.model.layer.VolumeOps;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.api.buffer.DataType;

/** What takes the place of ND4J's own operations where it can, as the layers choose it. */
final class HelperChecks {
    private HelperChecks() {}

    static List<Check> all() {
        return List.of(convolutions(), passes());
    }

    private static Check convolutions() {
        if (!VolumeOps.isHost(DataType.FLOAT)) {
            return Check.good("convolutions", "ND4J's own");
        }
        try {
            Loader.load(dnnl.class);
            dnnl_version_t version = dnnl.dnnl_version();
            return Check.good(
                    "convolutions",
                    "oneDNN " + version.major() + "." + version.minor() + "." + version.patch() + ", called directly");
        } catch (LinkageError missing) {
            return Check.warning(
                    "convolutions",
                    "ND4J's own",
                    "oneDNN's library (org.bytedeco:dnnl) does not load here, so training is slower: "
                            + missing.getMessage());
        }
    }

    private static Check passes() {
        return VolumeOps.isHost(DataType.FLOAT)
                ? Check.good(
                        "normalisation",
                        "direct passes over memory, " + Runtime.getRuntime().availableProcessors() + " threads")
                : Check.good("normalisation", "ND4J's operations");
    }
}
