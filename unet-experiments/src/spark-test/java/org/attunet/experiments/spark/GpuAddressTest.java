package org.attunet.experiments.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.attunet.experiments.task.ClusterOrder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark's scheduling of GPUs, by invented addresses. */
@Tag("spark")
class GpuAddressTest {
    private static final int TASKS = 8;
    private static final long LONG_ENOUGH_FOR_BOTH_MS = 1_000;

    @TempDir
    private Path folder;

    @Test
    void aTaskComputesOnTheGpuWhoseAddressItIsGiven() throws Exception {
        try (LoopbackCluster cluster = new LoopbackCluster(folder)) {
            cluster.addWorker(2, gpus("3", "5"));
            SparkConf conf = SparkSettings.of(new ClusterOrder(cluster.url(), "gpus", "auto", "cuda", 1, 0))
                    .set("spark.executor.memory", "600m")
                    .set("spark.executor.extraClassPath", LoopbackCluster.classPath());
            try (JavaSparkContext spark = new JavaSparkContext(conf)) {
                List<Integer> tasks = IntStream.range(0, TASKS).boxed().toList();
                List<String> devices = spark.parallelize(tasks, TASKS)
                        .map(task -> {
                            Thread.sleep(LONG_ENOUGH_FOR_BOTH_MS);
                            return TaskBody.device(TaskContext.get(), "cuda");
                        })
                        .collect();
                assertThat(devices)
                        .hasSize(TASKS)
                        .containsOnly("cuda:3", "cuda:5")
                        .contains("cuda:3", "cuda:5");
            }
        }
    }

    /** Options of a worker that has these. */
    private String[] gpus(String... addresses) throws Exception {
        Path script = Files.writeString(
                folder.resolve("gpus.sh"),
                "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"" + String.join("\", \"", addresses)
                        + "\"]}'\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return new String[] {
            "-Dspark.worker.resource.gpu.amount=" + addresses.length,
            "-Dspark.worker.resource.gpu.discoveryScript=" + script
        };
    }
}
