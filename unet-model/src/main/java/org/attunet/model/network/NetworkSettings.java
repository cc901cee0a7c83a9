package org.attunet.model.network;

import java.util.List;
import org.attunet.model.SettingsException;

/**
 * Everything that fixes the network's graph and its parameters' shapes.
 *
 * @param variant the reference project's network or the paper's
 * @param inputChannels channels of the input, 1 for CT
 * @param classes output channels, background included
 * @param widths channels of each resolution level from full resolution to the bottleneck; one halving between two
 * @param gate how attention gates join skip connection and gating signal
 * @param head what ends the last decoder block
 * @param supervision predictions the training loss sees, 1…3: the output, then heads on levels 2 and 3
 * @param norm normalisation after each 3×3×3 convolution
 * @param activation activation after each normalisation
 * @param dropout share of values dropped after each block in training
 * @param residual whether each block adds its (projected) input before its last activation
 */
public record NetworkSettings(
        Variant variant,
        int inputChannels,
        int classes,
        List<Integer> widths,
        Gate gate,
        Head head,
        int supervision,
        Norm norm,
        Activation activation,
        double dropout,
        boolean residual) {

    /** Checks the whole; a {@link SettingsException} names everything that is wrong at once. */
    public NetworkSettings {
        widths = List.copyOf(widths);
        StringBuilder problems = new StringBuilder();
        check(problems, inputChannels >= 1, "network.input-channels must be at least 1, not " + inputChannels);
        check(
                problems,
                classes >= 2 && classes <= 256,
                "network.classes must be 2…256 with background, not " + classes);
        check(problems, widths.size() >= 2, "network.widths needs at least two levels, not " + widths);
        check(problems, widths.stream().allMatch(w -> w >= 1), "network.widths must be positive, not " + widths);
        check(problems, supervision >= 1 && supervision <= 3, "network.supervision must be 1…3, not " + supervision);
        check(
                problems,
                variant == Variant.PAPER || supervision < widths.size() || widths.size() < 2,
                "network.supervision " + supervision + " needs more than " + widths.size()
                        + " levels in network.widths");
        check(
                problems,
                variant == Variant.REFERENCE || widths.size() == 5,
                "the paper's network has 5 levels, not " + widths.size());
        check(problems, dropout >= 0 && dropout < 1, "network.dropout must be in [0, 1), not " + dropout);
        if (problems.length() > 0) {
            throw new SettingsException(problems.toString());
        }
    }

    private static void check(StringBuilder problems, boolean holds, String problem) {
        if (!holds) {
            problems.append(problems.length() == 0 ? "" : "; ").append(problem);
        }
    }

    /** The reference's blocks, head and gates at the widths given. */
    public static NetworkSettings reference(int inputChannels, int classes, List<Integer> widths) {
        int supervision = Math.min(3, widths.size() - 1);
        return original(Variant.REFERENCE, inputChannels, classes, widths, Head.REFERENCE, supervision);
    }

    /** The paper's network; the published widths are 16, 32, 64, 128, 256. */
    public static NetworkSettings paper(int inputChannels, int classes, List<Integer> widths) {
        return original(Variant.PAPER, inputChannels, classes, widths, Head.LINEAR, 1);
    }

    private static NetworkSettings original(
            Variant variant, int in, int classes, List<Integer> widths, Head head, int supervision) {
        Gate gate = Gate.ADDITIVE;
        return new NetworkSettings(
                variant, in, classes, widths, gate, head, supervision, Norm.BATCH, Activation.RELU, 0, false);
    }

    /** The same network with another gate. */
    public NetworkSettings withGate(Gate other) {
        return with(other, head, supervision);
    }

    /** The same network with another head. */
    public NetworkSettings withHead(Head other) {
        return with(gate, other, supervision);
    }

    /** The same network with another number of supervised predictions. */
    public NetworkSettings withSupervision(int other) {
        return with(gate, head, other);
    }

    private NetworkSettings with(Gate g, Head h, int n) {
        return new NetworkSettings(
                variant, inputChannels, classes, widths, g, h, n, norm, activation, dropout, residual);
    }

    /** The same network with other normalisation, activation, dropout and residual connections. */
    public NetworkSettings withBlocks(Norm otherNorm, Activation other, double share, boolean adds) {
        return new NetworkSettings(
                variant, inputChannels, classes, widths, gate, head, supervision, otherNorm, other, share, adds);
    }

    /** Resolution levels, the bottleneck included. */
    public int levels() {
        return widths.size();
    }

    /** Channels of a level; level 1 is full resolution. */
    public int width(int level) {
        return widths.get(level - 1);
    }

    /** What every side of a patch must be a multiple of. */
    public int divisor() {
        return 1 << (levels() - 1);
    }

    /**
     * Refuses a patch whose sides the poolings would not halve evenly.
     *
     * @throws SettingsException naming the nearest sizes that would do
     */
    public void checkPatch(int x, int y, int z) {
        int d = divisor();
        if (x < d || y < d || z < d || x % d != 0 || y % d != 0 || z % d != 0) {
            throw new SettingsException("a patch of " + x + "×" + y + "×" + z + " voxels does not divide by " + d
                    + " on every axis, as " + levels() + " levels need; the nearest that does is " + nearest(x, d) + "×"
                    + nearest(y, d) + "×" + nearest(z, d));
        }
    }

    private static int nearest(int side, int divisor) {
        return Math.max(divisor, (side + divisor / 2) / divisor * divisor);
    }
}
