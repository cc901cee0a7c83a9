package org.attunet.model.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.attunet.model.SettingsException;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossPlan;
import org.attunet.model.loss.LossSettings;

/**
 * The plans of a network: one for inference, whose output is the logits, and one for training, which ends in the loss over all
 * supervised predictions. Both name their nodes alike.
 */
public final class NetworkPlans {
    /** The plans' input, [N, C, X, Y, Z]. */
    public static final String INPUT = "input";

    private NetworkPlans() {}

    /** What infers: no dropout, and no heads but those that are a part of the output. */
    public static Plan inference(NetworkSettings network) {
        PlanBuilder plan = new PlanBuilder(network, false);
        logits(plan, network);
        return plan.build();
    }

    /**
     * What trains.
     *
     * @throws SettingsException if the loss weights other classes than the network has
     */
    public static Plan training(NetworkSettings network, LossSettings loss) {
        if (!loss.classWeights().isEmpty() && loss.classWeights().size() != network.classes()) {
            throw new SettingsException("loss.class-weights has "
                    + loss.classWeights().size() + " weights for " + network.classes() + " classes");
        }
        PlanBuilder plan = new PlanBuilder(network, true);
        String top = logits(plan, network);
        int predictions = network.variant() == Variant.PAPER ? 1 : network.supervision();
        if (predictions > 1) {
            top = plan.heads("ds", top, predictions);
        }
        plan.add("loss", new Operation.Loss(LossPlan.of(loss, network.classes(), predictions)), top);
        return plan.build();
    }

    /** Trainable parameters of the network with all its supervised heads; running statistics do not count. */
    public static long parameterCount(NetworkSettings network) {
        return training(network, LossSettings.of(LossKind.DICE))
                .parameters()
                .filter(parameter -> !parameter.role().isRunning())
                .mapToLong(ParameterSpec::length)
                .sum();
    }

    /** Names of the attention gates, level 1 (or the lowest gated level) first. */
    public static List<String> gates(NetworkSettings network) {
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

    private static String logits(PlanBuilder plan, NetworkSettings network) {
        return network.variant() == Variant.PAPER ? paper(plan, network) : reference(plan, network);
    }

    /** Encoder blocks with a pooling between; element k − 1 is level k's output, the last one the bottleneck's. */
    private static List<String> encoder(PlanBuilder plan, NetworkSettings network) {
        List<String> levels = new ArrayList<>();
        String x = INPUT;
        for (int level = 1; level <= network.levels(); level++) {
            String name = level == network.levels() ? "bottleneck" : "encoder" + level;
            String below = level == 1 ? x : plan.add("pool" + (level - 1), new Operation.MaxPool(), x);
            x = plan.block(name, below, network.width(level));
            levels.add(x);
        }
        return levels;
    }

    /** The reference project's: every level gated by the one below it, the last block's output is the logits. */
    private static String reference(PlanBuilder plan, NetworkSettings network) {
        List<String> skips = encoder(plan, network);
        String x = skips.get(network.levels() - 1);
        for (int level = network.levels() - 1; level >= 1; level--) {
            String skip = skips.get(level - 1);
            String map = plan.gate("gate" + level, skip, x, 1);
            String joined = plan.add("join" + level, new Operation.UpsampleConcat(true, List.of(1, 2)), skip, map, x);
            String name = "decoder" + level;
            if (level > 1) {
                x = plan.block(name, joined, network.width(level));
            } else if (network.head() == Head.LINEAR) {
                x = plan.linearHead(name, joined);
            } else {
                x = plan.block(name, joined, network.classes());
            }
            plan.setDecoded(level, x);
        }
        return x;
    }

    /** The paper's: gates of two maps on levels 4, 3 and 2, heads of all levels fused into one output. */
    private static String paper(PlanBuilder plan, NetworkSettings network) {
        List<String> skips = encoder(plan, network);
        int bottom = network.levels();
        String x = skips.get(bottom - 1);
        String gating = plan.point("gating.conv", x, network.width(bottom), network.activation());
        for (int level = bottom - 1; level >= 1; level--) {
            String skip = skips.get(level - 1);
            String gated = level == 1 ? skip : gridGate(plan, level, skip, gating);
            String joined = plan.add("join" + level, new Operation.UpsampleConcat(false, List.of(1, 2)), gated, x);
            x = plan.block("decoder" + level, joined, network.width(level));
            plan.setDecoded(level, x);
            gating = x;
        }
        return fusedHeads(plan, network);
    }

    private static String gridGate(PlanBuilder plan, int level, String skip, String gating) {
        String gate = "gate" + level;
        int width = plan.channels(skip);
        List<String> attended = new ArrayList<>();
        for (int n = 1; n <= 2; n++) {
            String name = gate + "." + n;
            String map = plan.gate(name, skip, gating, 2);
            String product = plan.add(name + ".product", new Operation.UpsampleConcat(true, List.of(1)), skip, map);
            attended.add(plan.point(name + ".W.conv", product, width, Activation.IDENTITY));
        }
        String both = plan.add(gate + ".both", new Operation.UpsampleConcat(false, List.of(1, 1)), attended);
        return plan.point(gate + ".combine.conv", both, width, plan.network().activation());
    }

    private static String fusedHeads(PlanBuilder plan, NetworkSettings network) {
        List<String> heads = new ArrayList<>();
        List<Integer> factors = new ArrayList<>();
        for (int level = 1; level < network.levels(); level++) {
            heads.add(plan.plain("ds" + level + ".conv", plan.decoded(level), 1));
            factors.add(1 << (level - 1));
        }
        return plan.plain("final", plan.add("heads", new Operation.UpsampleConcat(false, factors), heads), 1);
    }
}
