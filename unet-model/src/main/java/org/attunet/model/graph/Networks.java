package org.attunet.model.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Head;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.attunet.model.network.Variant;

/** The two published topologies. Each returns the name of its logits. */
final class Networks {
    private Networks() {}

    static String build(GraphBuilder graph, NetworkSettings network) {
        return network.variant() == Variant.PAPER ? paper(graph, network) : reference(graph, network);
    }

    static List<String> gates(NetworkSettings network) {
        if (network.variant() == Variant.REFERENCE) {
            return IntStream.range(1, network.levels())
                    .mapToObj(k -> "gate" + k)
                    .toList();
        }
        return IntStream.range(2, network.levels())
                .boxed()
                .flatMap(k -> List.of("gate" + k + ".1", "gate" + k + ".2").stream())
                .toList();
    }

    /** Encoder blocks with a pooling between; element k − 1 is level k's output, the last one the bottleneck's. */
    private static List<String> encoder(GraphBuilder graph, NetworkSettings network) {
        List<String> levels = new ArrayList<>();
        String x = AttentionUNet.INPUT;
        for (int level = 1; level <= network.levels(); level++) {
            boolean bottom = level == network.levels();
            int in = level == 1 ? network.inputChannels() : network.width(level - 1);
            String below = level == 1 ? x : graph.pool("pool" + (level - 1), x);
            x = graph.block(bottom ? "bottleneck" : "encoder" + level, below, in, network.width(level));
            levels.add(x);
        }
        return levels;
    }

    /** The reference project's: every level gated by the one below it, the last block's output is the logits. */
    private static String reference(GraphBuilder graph, NetworkSettings network) {
        List<String> skips = encoder(graph, network);
        String x = skips.get(network.levels() - 1);
        for (int level = network.levels() - 1; level >= 1; level--) {
            String skip = skips.get(level - 1);
            int width = network.width(level);
            int below = network.width(level + 1);
            String map = graph.gate("gate" + level, skip, x, width, below, 1);
            String joined = graph.joinGated("join" + level, skip, map, x);
            String name = "decoder" + level;
            if (level > 1) {
                x = graph.block(name, joined, width + below, width);
            } else if (network.head() == Head.LINEAR) {
                x = graph.linearHead(name, joined, width + below);
            } else {
                x = graph.block(name, joined, width + below, network.classes());
            }
            graph.setDecoded(level, x);
        }
        return x;
    }

    /** The paper's: gates of two maps on levels 4, 3 and 2, heads of all levels fused into one output. */
    private static String paper(GraphBuilder graph, NetworkSettings network) {
        List<String> skips = encoder(graph, network);
        int bottom = network.levels();
        String x = skips.get(bottom - 1);
        String gating = graph.unit(
                "gating.conv",
                x,
                network.width(bottom),
                network.width(bottom),
                1,
                network.norm(),
                network.activation());
        for (int level = bottom - 1; level >= 1; level--) {
            String skip = skips.get(level - 1);
            int width = network.width(level);
            int below = network.width(level + 1);
            String gated = level == 1 ? skip : gridGate(graph, level, skip, gating, width, below);
            String joined = graph.concat("join" + level, List.of(1, 2), List.of(gated, x));
            x = graph.block("decoder" + level, joined, width + below, width);
            graph.setDecoded(level, x);
            gating = x;
        }
        return fusedHeads(graph, network);
    }

    private static String gridGate(GraphBuilder graph, int level, String skip, String gating, int width, int below) {
        Norm norm = graph.network().norm();
        List<String> attended = new ArrayList<>();
        for (int n = 1; n <= 2; n++) {
            String name = "gate" + level + "." + n;
            String map = graph.gate(name, skip, gating, width, below, 2);
            String product = graph.weigh(name + ".product", skip, map);
            attended.add(graph.unit(name + ".W.conv", product, width, width, 1, norm, Activation.IDENTITY));
        }
        String both = graph.concat("gate" + level + ".both", List.of(1, 1), attended);
        return graph.unit(
                "gate" + level + ".combine.conv",
                both,
                2 * width,
                width,
                1,
                norm,
                graph.network().activation());
    }

    private static String fusedHeads(GraphBuilder graph, NetworkSettings network) {
        int classes = network.classes();
        List<String> heads = new ArrayList<>();
        List<Integer> factors = new ArrayList<>();
        for (int level = 1; level < network.levels(); level++) {
            heads.add(graph.unit(
                    "ds" + level + ".conv",
                    graph.decoded(level),
                    network.width(level),
                    classes,
                    1,
                    Norm.NONE,
                    Activation.IDENTITY));
            factors.add(1 << (level - 1));
        }
        String all = graph.concat("heads", factors, heads);
        return graph.unit("final", all, classes * heads.size(), classes, 1, Norm.NONE, Activation.IDENTITY);
    }
}
