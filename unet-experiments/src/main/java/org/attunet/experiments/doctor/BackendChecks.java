package org.attunet.experiments.doctor;

import java.util.ArrayList;
import java.util.List;
import org.attunet.experiments.run.Nd4jEnvironment;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.engine.Device;

/** ND4J's backend: which one was loaded, and whether it has what makes it fast. */
final class BackendChecks {
    private BackendChecks() {}

    static List<Check> all(BackendChoice choice) {
        try {
            return loaded(choice);
        } catch (LinkageError | RuntimeException failure) {
            return List.of(Check.bad("ND4J backend", "does not load: " + root(failure), remedy()));
        }
    }

    private static List<Check> loaded(BackendChoice choice) {
        Nd4jEnvironment found = Nd4jEnvironment.loaded();
        List<Check> checks = new ArrayList<>();
        checks.add(
                Check.good("ND4J backend", found.name() + " " + found.version() + ", " + found.threads() + " threads"));
        checks.add(Check.good("BLAS", found.blas()));
        if (found.name().startsWith("Cpu")) {
            checks.add(oneDnn(found.oneDnn()));
        }
        checks.add(EngineCheck.run(choice));
        return checks;
    }

    static Check oneDnn(boolean inUse) {
        return inUse
                ? Check.good("oneDNN", "in use")
                : Check.warning(
                        "oneDNN",
                        "missing",
                        "convolutions are more than twenty times slower: build with the -onednn classifier of nd4j-native");
    }

    private static String remedy() {
        return Device.isBuiltForNd4jCuda()
                ? "this build uses CUDA 11.6 and cuDNN 8; without them build again without the profile nd4j-cuda"
                : "check that the libraries of this operating system were downloaded (nd4j-native, openblas, javacpp)";
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
