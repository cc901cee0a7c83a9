package org.attunet.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.weights.NpyFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Graphs that an earlier build saved give what they gave then, and go on as they went on then. */
class SavedGraphsTest {
    /** Processors differ in the last bits of sums. */
    private static final double OUTPUT = 1e-5;

    private static final double PARAMETERS = 1e-4;

    static Stream<String> names() {
        return SavedGraphs.networks().keySet().stream();
    }

    private static Path file(String network, String name) {
        return new File(SavedGraphsTest.class
                        .getResource("/saved/" + network + "/" + name)
                        .getPath())
                .toPath();
    }

    private static INDArray stored(String network, String name) {
        return NpyFile.read(file(network, name)).toArray();
    }

    private static NetworkGraph restored(String network) throws java.io.IOException {
        return SavedGraph.read(file(network, "graph.zip"), BackendChoice.AUTO.resolve());
    }

    private static double difference(INDArray found, INDArray expected) {
        return found.sub(expected).amaxNumber().doubleValue();
    }

    @ParameterizedTest
    @MethodSource("names")
    void giveTheSameOutput(String network) throws java.io.IOException {
        MultiDataSet data = SavedGraphs.data(SavedGraphs.networks().get(network));
        INDArray output = restored(network).infer(data.getFeatures(0))[0];
        assertThat(difference(output, stored(network, "output.npy"))).isLessThan(OUTPUT);
    }

    /**
     * But for what is added to a channel before a normalisation, whose true gradient is zero: Adam makes full-size steps of the rounding
     * noise. That are biases, and the shifts of the paper's gates, whose outputs are combined and normalised once more.
     */
    @ParameterizedTest
    @MethodSource("names")
    void goOnWithTheSameStep(String network) throws java.io.IOException {
        NetworkGraph graph = restored(network);
        SavedGraphs.step(graph, SavedGraphs.data(SavedGraphs.networks().get(network)));
        INDArray found = graph.params().dup();
        INDArray expected = stored(network, "parameters-after-next-step.npy");
        assertThat(difference(found, expected)).isLessThan(2.1 * SavedGraphs.RATE);
        graph.paramTable().forEach((name, values) -> {
            if (name.endsWith("_b") || name.endsWith(".W.conv_beta")) {
                values.assign(0);
            }
        });
        INDArray mask = graph.params().neq(found).castTo(found.dataType()).rsub(1);
        assertThat(difference(found.mul(mask), expected.reshape(found.shape()).mul(mask)))
                .isLessThan(PARAMETERS);
        assertThat(Nd4j.sum(mask).getDouble(0)).isGreaterThan(found.length() / 2.0);
    }
}
