package org.attunet.experiments.doctor;

import org.attunet.model.engine.Engine;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.api.buffer.DataType;

/** What networks of floats run on, as they choose it themselves, and how that came. */
final class EngineCheck {
    private static final String NAME = "engine";

    private EngineCheck() {}

    static Check run() {
        String asked = System.getProperty(Engine.PROPERTY);
        String how = asked == null ? "" : " (" + Engine.PROPERTY + "=" + asked + ")";
        if (Engine.of(DataType.FLOAT) == Engine.ONEDNN) {
            dnnl_version_t version = dnnl.dnnl_version();
            return Check.good(
                    NAME,
                    "oneDNN " + version.major() + "." + version.minor() + "." + version.patch()
                            + ", channels-last from input to logits" + how);
        }
        String found = "ND4J's operations, one by one" + how;
        boolean missing = Nd4jKernels.isCpuFloat(DataType.FLOAT) && !"nd4j".equalsIgnoreCase(asked);
        return missing
                ? Check.warning(
                        NAME, found, "oneDNN's library (org.bytedeco:dnnl) does not load here; training is slower")
                : Check.good(NAME, found);
    }
}
