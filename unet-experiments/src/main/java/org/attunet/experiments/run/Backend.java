package org.attunet.experiments.run;

import java.io.IOException;
import java.util.Locale;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * What computes.
 *
 * @param name class of ND4J's backend
 * @param version of ND4J
 * @param blas library for matrix products
 * @param threads OpenMP threads
 * @param oneDnn whether convolutions use oneDNN
 */
public record Backend(String name, String version, String blas, String threads, boolean oneDnn) {
    /** The one that is loaded, or becomes so by asking. */
    public static Backend ofNd4j() {
        Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
        String build = NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo();
        return new Backend(
                Nd4j.getBackend().getClass().getSimpleName(),
                versionOfNd4j(),
                String.valueOf(environment.get("blas.vendor")).toLowerCase(Locale.ROOT),
                String.valueOf(environment.get("omp.threads")),
                build.contains("HAVE_ONEDNN"));
    }

    private static String versionOfNd4j() {
        Properties properties = new Properties();
        String resource = "/META-INF/maven/org.nd4j/nd4j-api/pom.properties";
        try (var in = Nd4j.class.getResourceAsStream(resource)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            return "unknown";
        }
        return properties.getProperty("version", "unknown");
    }
}
