package org.attunet.model.network;

import java.util.List;
import org.attunet.model.loss.LossPlan;

/** What one node of a network does with the activations that it reads, [N, C, X, Y, Z]. */
public sealed interface Operation {
    /** The part of a network that times are told by. */
    String kind();

    /**
     * A convolution that keeps the size, its normalisation and its activation. Parameters {@code W}, {@code b}; under a norm
     * {@code gamma}, {@code beta}; under batch norm the running {@code mean}, {@code var}.
     *
     * @param out output channels
     * @param kernel edge of the cubic kernel, odd
     * @param norm normalisation after the convolution
     * @param activation activation after the normalisation
     */
    record ConvBlock(int out, int kernel, Norm norm, Activation activation) implements Operation {
        /** Added to variances, as in PyTorch's batch norm. */
        public static final double EPSILON = 1e-5;

        /** Share of a new batch in the running statistics. */
        public static final double MOMENTUM = 0.1;

        /** Neither normalised nor activated: the convolution's output is the block's. */
        public boolean isPlain() {
            return norm == Norm.NONE && activation == Activation.IDENTITY;
        }

        @Override
        public String kind() {
            return "convolutions";
        }
    }

    /** Halves every axis by maxima; an odd last plane is dropped. */
    record MaxPool() implements Operation {
        @Override
        public String kind() {
            return OTHERS;
        }
    }

    /** {@code max(x, slope · x)}. */
    record LeakyRelu(double slope) implements Operation {
        @Override
        public String kind() {
            return OTHERS;
        }
    }

    /** In training, keeps each number with a probability and divides it by it. */
    record Dropout(double kept) implements Operation {
        @Override
        public String kind() {
            return OTHERS;
        }
    }

    /** Of two activations. */
    record Add() implements Operation {
        @Override
        public String kind() {
            return OTHERS;
        }
    }

    /**
     * The attention map of a skip connection, the first input, by a gating signal at half its size, the second. Parameters
     * {@code Wx.weight}, {@code Wg.weight}, {@code Wg.bias}, {@code psi.weight}, {@code psi.bias}, and {@code aggregate.weight} under
     * {@link Gate#CONV_MAPPING}.
     *
     * @param kernel edge of {@code W_x}'s kernel
     * @param gate how the two are joined
     */
    record AttentionGate(int kernel, Gate gate) implements Operation {
        @Override
        public String kind() {
            return "attention gates";
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
    }

    /** The first input and a 1×1×1 convolution, {@code dsK.conv.weight}, {@code dsK.conv.bias}, of each further one, all enlarged to its size. */
    record Heads(int classes) implements Operation {
        @Override
        public String kind() {
            return "deep supervision";
        }
    }

    /** Scores predictions. */
    record Loss(LossPlan plan) implements Operation {
        @Override
        public String kind() {
            return "loss";
        }
    }

    /** What takes next to no time. */
    String OTHERS = "pools and others";
}
