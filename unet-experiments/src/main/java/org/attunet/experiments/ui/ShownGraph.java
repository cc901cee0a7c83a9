package org.attunet.experiments.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.attunet.model.graph.ConvBlockLayer;
import org.attunet.model.graph.LossLayer;
import org.attunet.model.graph.SavedGraph;
import org.attunet.model.network.Activation;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.WeightInitRelu;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;

/**
 * A graph's JSON as the pages are to show it. What Deeplearning4j has fields of its own for, activation and initialisation, stands there
 * with its defaults, sigmoid and Xavier: the layers keep theirs elsewhere.
 */
final class ShownGraph {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ShownGraph() {}

    /** With the names that classes have now; what is no graph of ours stays as it is. */
    static String of(String json) {
        String present = SavedGraph.withPresentNames(json);
        try {
            JsonNode graph = JSON.readTree(present);
            graph.path("vertices").forEach(vertex -> correct(vertex.at("/layerConf/layer")));
            return graph.toString();
        } catch (JsonProcessingException e) {
            return present;
        }
    }

    private static void correct(JsonNode node) {
        if (node instanceof ObjectNode layer && is(layer, ConvBlockLayer.class)) {
            layer.set("activationFn", named(activation(layer.path("activation").asText())));
            // Kaiming's, for the fan-in.
            layer.set("weightInitFn", named(WeightInitRelu.class));
        } else if (node instanceof ObjectNode layer && is(layer, LossLayer.class)) {
            layer.set("activationFn", named(ActivationIdentity.class));
        }
    }

    private static boolean is(ObjectNode layer, Class<? extends Layer> type) {
        return layer.path("@class").asText().equals(type.getName());
    }

    private static Class<? extends IActivation> activation(String name) {
        if (name.equals(Activation.RELU.name())) {
            return ActivationReLU.class;
        }
        return name.equals(Activation.LEAKY_RELU.name()) ? ActivationLReLU.class : ActivationIdentity.class;
    }

    private static ObjectNode named(Class<?> type) {
        return JSON.createObjectNode().put("@class", type.getName());
    }
}
