package org.attunet.experiments.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import org.attunet.experiments.settings.ConfigurationException;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * What ND4J computes its arrays with.
 *
 * @param name class of ND4J's backend
 * @param version of ND4J
 * @param blas library for matrix products
 * @param threads OpenMP threads
 * @param oneDnn whether convolutions use oneDNN
 */
public record Nd4jEnvironment(String name, String version, String blas, String threads, boolean oneDnn) {
    /**
     * Loads ND4J and its backend, once.
     *
     * @throws ConfigurationException where this build's backend does not run on this machine
     */
    public static void load() {
        PrintStream messages = System.err;
        // The CUDA backend prints the stack trace of what it lacks.
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            Nd4j.getBackend();
        } catch (LinkageError e) {
            throw new ConfigurationException(
                    "ND4J's backend, which this build computes with, does not load on this machine; "
                            + "'unet doctor' says what it lacks",
                    e);
        } finally {
            System.setErr(messages);
        }
    }

    /**
     * The one that is loaded, or becomes so by asking.
     *
     * @throws ConfigurationException where this build's backend does not run on this machine
     */
    public static Nd4jEnvironment loaded() {
        load();
        Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
        String build = NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo();
        return new Nd4jEnvironment(
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
