package org.attunet.model.graph;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.attunet.model.engine.Backend;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Graphs in DL4J's own files. Class names stand in their JSON, so what an earlier build wrote names classes where they were then. */
public final class SavedGraph {
    /** Where classes were, and where they are. */
    private static final Map<String, String> MOVED = Map.of(
            "org.attunet.model.graph.ConvUnit", ConvBlockLayer.class.getName(),
            "org.attunet.model.layer.ConvUnit", ConvBlockLayer.class.getName(),
            "org.attunet.model.vertex.AttentionGateVertex", AttentionGateVertex.class.getName(),
            "org.attunet.model.vertex.ConcatVertex", ConcatVertex.class.getName(),
            "org.attunet.model.vertex.DeepSupervisionVertex", DeepSupervisionVertex.class.getName(),
            "org.attunet.model.loss.LossLayer", LossLayer.class.getName());

    /** What DL4J's own pages call a graph: they know one by how its class's name ends. */
    public static final String CLASS = ComputationGraph.class.getName();

    private SavedGraph() {}

    /** A graph's JSON, whichever build wrote it, with the names that its classes have now. */
    public static String withPresentNames(String json) {
        String present = json;
        for (Map.Entry<String, String> moved : MOVED.entrySet()) {
            present = present.replace('"' + moved.getKey() + '"', '"' + moved.getValue() + '"');
        }
        return present;
    }

    /**
     * A graph with its parameters, counters and, where the file has it, the optimiser's state.
     *
     * @param backend executes it where it computes in the type of the parameters
     */
    public static NetworkGraph read(Path file, Backend backend) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            INDArray parameters = array(zip, ModelSerializer.COEFFICIENTS_BIN);
            NetworkGraph graph = new NetworkGraph(configuration(zip), backend.in(parameters.dataType()));
            graph.init(parameters, false);
            if (zip.getEntry(ModelSerializer.UPDATER_BIN) != null) {
                graph.getUpdater().setStateViewArray(array(zip, ModelSerializer.UPDATER_BIN));
            }
            return graph;
        }
    }

    private static InputStream entry(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException(zip.getName() + " is no graph of DL4J's: it has no " + name);
        }
        return zip.getInputStream(entry);
    }

    private static INDArray array(ZipFile zip, String name) throws IOException {
        try (DataInputStream in = new DataInputStream(entry(zip, name))) {
            return Nd4j.read(in);
        }
    }

    private static ComputationGraphConfiguration configuration(ZipFile zip) throws IOException {
        try (InputStream in = entry(zip, ModelSerializer.CONFIGURATION_JSON)) {
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return ComputationGraphConfiguration.fromJson(withPresentNames(json));
        }
    }
}
