package org.attunet.experiments.spark;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.spark.SparkConf;
import org.attunet.experiments.task.ClusterOrder;
import org.attunet.experiments.task.ComputeThreads;

/**
 * Spark's settings for tasks that compute for minutes to days. Whatever {@code spark-submit}, {@code spark-defaults.conf} or
 * {@code -Dspark.…=…} say wins.
 */
final class SparkSettings {
    /** Losing an executor is no fault of the task that ran there. */
    private static final String MOST_FAILURES = "16";

    private static final String GPU = "spark.task.resource.gpu.amount";
    private static final String LOOPBACK = "127.0.0.1";

    private SparkSettings() {}

    static SparkConf of(ClusterOrder order) {
        SparkConf conf = new SparkConf(true);
        String threads = String.valueOf(order.threads());
        conf.setMaster(order.master());
        conf.setIfMissing("spark.app.name", order.name());
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        conf.setIfMissing("spark.task.maxFailures", MOST_FAILURES);
        conf.setIfMissing("spark.locality.wait", "0");
        // A task has a process of its own: as many cores as threads, and an executor with room for one.
        if (!isLocal(order)) {
            conf.setIfMissing("spark.task.cpus", threads);
            conf.setIfMissing("spark.executor.cores", threads);
            conf.setIfMissing("spark.executor.heartbeatInterval", "2s"); // which progress travels with
            conf.setIfMissing("spark.executorEnv." + ComputeThreads.VARIABLE, threads);
            conf.setIfMissing(
                    "spark.executor.extraJavaOptions",
                    "-Dorg.bytedeco.javacpp.maxbytes=240% -Dorg.bytedeco.javacpp.maxphysicalbytes=0"
                            + " -Dorg.bytedeco.javacpp.logger=slf4j -Djava.awt.headless=true -XX:+UseSerialGC");
            shareClassPath(conf);
        }
        if (order.device().startsWith("cuda")) {
            conf.setIfMissing(GPU, "1");
            conf.setIfMissing("spark.executor.resource.gpu.amount", "1");
        }
        addresses(conf, order);
        return conf;
    }

    private static boolean isLocal(ClusterOrder order) {
        return order.master().startsWith("local");
    }

    /** Started by the launcher, the program lies at the same place on every machine; spark-submit brings its jars along. */
    private static void shareClassPath(SparkConf conf) {
        if (!conf.contains("spark.jars") && System.getProperty("unet.launcher") != null) {
            conf.setIfMissing("spark.executor.extraClassPath", System.getProperty("java.class.path"));
        }
    }

    /**
     * Spark's pages go where {@code SPARK_LOCAL_IP} says, which the launcher keeps to loopback; where nobody says, they would be open to the
     * network, so there are none. What executors connect to has to be open to them.
     */
    private static void addresses(SparkConf conf, ClusterOrder order) {
        String pages = System.getenv().getOrDefault("SPARK_LOCAL_IP", "");
        if (pages.isEmpty()) {
            conf.setIfMissing("spark.ui.enabled", "false");
        }
        if (isLocal(order)
                || order.master().contains("//" + LOOPBACK)
                || order.master().contains("//localhost")) {
            conf.setIfMissing("spark.driver.host", LOOPBACK);
            conf.setIfMissing("spark.driver.bindAddress", LOOPBACK);
        } else if (pages.startsWith("127.")) {
            conf.setIfMissing("spark.driver.bindAddress", "0.0.0.0");
            conf.setIfMissing("spark.driver.host", outward());
        }
    }

    private static String outward() {
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }
}
