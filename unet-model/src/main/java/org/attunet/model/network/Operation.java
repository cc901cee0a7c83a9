package org.attunet.model.network;

import static org.attunet.model.network.ParameterSpec.Role.BIAS;
import static org.attunet.model.network.ParameterSpec.Role.WEIGHT;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.attunet.model.kernel.Shape;
import org.attunet.model.loss.LossPlan;

/** What one node of a network does with the activations that it reads, [N, C, X, Y, Z]. */
public sealed interface Operation {
    /** The part of a network under which times are reported. */
    default String kind() {
        return "pools and others";
    }

    /** What it does in a few words, for pictures and summaries; empty where its name says it all. */
    default String description() {
        return "";
    }

    /** Size of what it gives for inputs of these sizes. */
    default Shape output(List<Shape> inputs) {
        return inputs.get(0);
    }

    /**
     * Refuses inputs whose sizes do not fit one another.
     *
     * @param name the node's, for the message
     * @throws org.attunet.model.SettingsException naming both sizes and what would do
     */
    default void check(String name, List<Shape> inputs) {}

    /**
     * Its parameters, in the order in which they lie in memory.
     *
     * @param node name of the node
     */
    default List<ParameterSpec> parameters(String node) {
        return List.of();
    }

    /**
     * A convolution that keeps the size, its normalisation and its activation. Parameters {@code W}, {@code b}; under a norm
     * {@code gamma}, {@code beta}; under batch norm the running {@code mean}, {@code var}.
     *
     * @param in input channels
     * @param out output channels
     * @param kernel edge of the cubic kernel, odd
     * @param norm normalisation after the convolution
     * @param activation activation after the normalisation
     */
    record ConvBlock(int in, int out, int kernel, Norm norm, Activation activation) implements Operation {
        /** Neither normalised nor activated: the convolution's output is the block's. */
        public boolean isPlain() {
            return norm == Norm.NONE && activation == Activation.IDENTITY;
        }

        @Override
        public String kind() {
            return "convolutions";
        }

        @Override
        public String description() {
            return "conv " + kernel + "³" + norm.description() + activation.description();
        }

        @Override
        public Shape output(List<Shape> inputs) {
            return inputs.get(0).withChannels(out);
        }

        @Override
        public List<ParameterSpec> parameters(String node) {
            List<ParameterSpec> all = new ArrayList<>();
            all.add(new ParameterSpec("W", node + ".weight", WEIGHT, out, in, kernel, kernel, kernel));
            all.add(new ParameterSpec("b", node + ".bias", BIAS, out));
            if (norm != Norm.NONE) {
                all.add(new ParameterSpec("gamma", norm(node) + ".weight", ParameterSpec.Role.SCALE, out));
                all.add(new ParameterSpec("beta", norm(node) + ".bias", BIAS, out));
            }
            if (norm == Norm.BATCH) {
                all.add(new ParameterSpec("mean", norm(node) + ".running_mean", ParameterSpec.Role.MEAN, out));
                all.add(new ParameterSpec("var", norm(node) + ".running_var", ParameterSpec.Role.VARIANCE, out));
            }
            return all;
        }

        /** {@code encoder1.conv2} is normalised by {@code encoder1.bn2}; a name without conv in it by its own {@code .bn}. */
        private static String norm(String node) {
            int dot = node.lastIndexOf('.');
            String last = node.substring(dot + 1);
            return last.startsWith("conv") ? node.substring(0, dot + 1) + "bn" + last.substring(4) : node + ".bn";
        }
    }

    /** Halves every axis by maxima; an odd last plane is dropped. */
    record MaxPool() implements Operation {
        @Override
        public Shape output(List<Shape> inputs) {
            return inputs.get(0).dividedBy(2);
        }
    }

    /** {@code max(x, slope · x)}. */
    record LeakyRelu(double slope) implements Operation {}

    /** In training, keeps each number with a probability and divides it by it. */
    record Dropout(double kept) implements Operation {}

    /** Of two activations. */
    record Add() implements Operation {}

    /**
     * The attention map of a skip connection, the first input, by a gating signal at half its size, the second. Parameters
     * {@code Wx.weight}, {@code Wg.weight}, {@code psi.weight}, {@code aggregate.weight} under {@link Gate#CONV_MAPPING},
     * {@code Wg.bias}, {@code psi.bias}.
     *
     * @param skip channels of the skip connection
     * @param gating channels of the gating signal
     * @param kernel edge of {@code W_x}'s kernel: 1 as in the reference project, 2 as in the paper's own code
     * @param gate how the two are joined
     */
    record AttentionGate(int skip, int gating, int kernel, Gate gate) implements Operation {
        @Override
        public String kind() {
            return "attention gates";
        }

        @Override
        public String description() {
            return gate == Gate.ADDITIVE ? "map = σ(ψ ReLU(Wx + Wg))" : "map = σ(ψ ReLU(A [Wx, Wg]))";
        }

        @Override
        public Shape output(List<Shape> inputs) {
            return inputs.get(0).withChannels(1);
        }

        @Override
        public void check(String name, List<Shape> inputs) {
            ShapeChecks.check(name, inputs, List.of(1, 2));
        }

        @Override
        public List<ParameterSpec> parameters(String node) {
            List<ParameterSpec> all = new ArrayList<>();
            // DL4J splits keys at underscores, so its own have none.
            all.add(weight("Wx.weight", node + ".W_x.weight", skip, skip, kernel));
            all.add(weight("Wg.weight", node + ".W_g.weight", skip, gating, 1));
            all.add(weight("psi.weight", node + ".psi.weight", 1, skip, 1));
            if (gate == Gate.CONV_MAPPING) {
                all.add(weight("aggregate.weight", node + ".aggregate.weight", skip, 2L * skip, 1));
            }
            all.add(new ParameterSpec("Wg.bias", node + ".W_g.bias", BIAS, skip));
            all.add(new ParameterSpec("psi.bias", node + ".psi.bias", BIAS, 1));
            return all;
        }
    }

    /**
     * Channels of all inputs but the map, each enlarged.
     *
     * @param gated whether the second input is an attention map for the first
     * @param factors enlargement of each input but the map
     */
    record UpsampleConcat(boolean gated, List<Integer> factors) implements Operation {
        @Override
        public String kind() {
            return "joins of skip connections";
        }

        @Override
        public String description() {
            if (factors.size() == 1) {
                return "skip × map";
            }
            String others = factors.stream()
                    .skip(1)
                    .filter(factor -> factor > 1)
                    .map(factor -> "up " + factor + "×")
                    .collect(Collectors.joining(", "));
            return "concat" + (gated ? " skip × map" : "") + (others.isEmpty() ? "" : ", " + others);
        }

        /** The inputs but the map. */
        public <T> List<T> parts(List<T> inputs) {
            List<T> parts = new ArrayList<>(inputs);
            if (gated) {
                parts.remove(1);
            }
            return parts;
        }

        @Override
        public Shape output(List<Shape> inputs) {
            int channels = parts(inputs).stream().mapToInt(Shape::channels).sum();
            return inputs.get(0).times(factors.get(0)).withChannels(channels);
        }

        @Override
        public void check(String name, List<Shape> inputs) {
            ShapeChecks.check(name, parts(inputs), factors);
        }
    }

    /**
     * The predictions that a training loss sees: the first input and a 1×1×1 convolution, {@code ds2.conv}, {@code ds3.conv}, of each
     * further one, all enlarged to its size, side by side.
     *
     * @param classes channels of each prediction
     * @param widths channels of the decoder levels with a head, level 2 first
     */
    record Heads(int classes, List<Integer> widths) implements Operation {
        @Override
        public String kind() {
            return "deep supervision";
        }

        @Override
        public String description() {
            return widths.size() + " heads: conv 1³, up";
        }

        @Override
        public Shape output(List<Shape> inputs) {
            return inputs.get(0).withChannels(classes * inputs.size());
        }

        /** The convolution of an input other than the first. */
        public ConvBlock point(int input) {
            return new ConvBlock(widths.get(input - 1), classes, 1, Norm.NONE, Activation.IDENTITY);
        }

        /** Enlargement of each input: 1, 2, 4. */
        public List<Integer> factors() {
            return IntStream.rangeClosed(0, widths.size()).mapToObj(n -> 1 << n).toList();
        }

        @Override
        public void check(String name, List<Shape> inputs) {
            ShapeChecks.check(name, inputs, factors());
        }

        /** Whether a parameter of this name is a head's, which a network for inference does without. */
        public static boolean isHead(String parameter) {
            return parameter.matches("ds[23]\\.conv\\.(weight|bias)");
        }

        /** Key of a level's weights or bias. */
        public static String key(int level, boolean bias) {
            return "ds" + level + ".conv." + (bias ? "bias" : "weight");
        }

        @Override
        public List<ParameterSpec> parameters(String node) {
            List<ParameterSpec> all = new ArrayList<>();
            for (int n = 0; n < widths.size(); n++) {
                all.add(weight(key(n + 2, false), key(n + 2, false), classes, widths.get(n), 1));
            }
            for (int n = 0; n < widths.size(); n++) {
                all.add(new ParameterSpec(key(n + 2, true), key(n + 2, true), BIAS, classes));
            }
            return all;
        }
    }

    /** Scores predictions; gives them as they are. */
    record Loss(LossPlan plan) implements Operation {
        @Override
        public String kind() {
            return "loss";
        }

        @Override
        public String description() {
            String parts = switch (plan.settings().kind()) {
                case DICE -> "Dice";
                case DICE_CE -> "Dice + CE";
                case PAPER_DICE -> "soft Dice";
            };
            List<Double> weights = plan.predictionWeights();
            long sum = (1L << weights.size()) - 1;
            return sum == 1
                    ? parts
                    : weights.stream()
                            .map(weight -> Math.round(weight * sum) + "/" + sum)
                            .collect(Collectors.joining(" : ", parts + " ", ""));
        }
    }

    private static ParameterSpec weight(String key, String name, int out, long in, int kernel) {
        return new ParameterSpec(key, name, WEIGHT, out, in, kernel, kernel, kernel);
    }
}
