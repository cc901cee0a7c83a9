package org.attunet.model.weights;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.attunet.model.network.ParameterSpec;

/**
 * Names of tensors in the {@code state_dict} of the two original networks: the reference project's ({@code AttentionUNET},
 * {@code DeeperAttentionUNET}) and the paper's ({@code unet_CT_multi_att_dsv_3D}).
 */
final class ReferenceKeys {
    private static final Pattern WRAPPED = Pattern.compile("^(module\\.|_orig_mod\\.|model\\.|net\\.|network\\.)+");
    private static final Pattern REFERENCE_UNIT = Pattern.compile("conv\\d+\\.conv\\.0\\.weight");
    private static final int PAPER_LEVELS = 5;

    private ReferenceKeys() {}

    /**
     * The same tensors under the names of {@link ParameterSpec#name}. Prefixes of parallel, compiled or wrapping modules go, and the
     * counts of batches that PyTorch's batch norm keeps and never uses; names of neither original stay as they are.
     */
    static Map<String, Tensor> translate(Map<String, Tensor> tensors) {
        Map<String, Tensor> bare = new LinkedHashMap<>();
        tensors.forEach((key, tensor) -> {
            if (!key.endsWith(".num_batches_tracked")) {
                String name = WRAPPED.matcher(key).replaceFirst("");
                if (bare.put(name, tensor) != null) {
                    throw new WeightsException(
                            "several tensors are called " + name + " but for the module they lie in, " + key
                                    + " among them; choose one set with --state-dict NAME");
                }
            }
        });
        Map<String, String> ours = new LinkedHashMap<>();
        stems(bare.keySet()).forEach((our, their) -> ours.put(their, our));
        Map<String, Tensor> translated = new LinkedHashMap<>();
        bare.forEach((key, tensor) -> translated.put(translate(key, ours), tensor));
        return translated;
    }

    private static String translate(String key, Map<String, String> stems) {
        int dot = key.lastIndexOf('.');
        String stem = dot < 0 ? null : stems.get(key.substring(0, dot));
        return stem == null ? key : stem + key.substring(dot);
    }

    private static Map<String, String> stems(Set<String> keys) {
        if (keys.contains("center.conv1.0.weight")) {
            return paper();
        }
        long units = keys.stream()
                .filter(key -> REFERENCE_UNIT.matcher(key).matches())
                .count();
        return units > 2 ? reference((int) (units + 1) / 2) : Map.of();
    }

    /** Ours to theirs, without the last part ({@code weight}, {@code bias}, {@code running_mean}, {@code running_var}). */
    static Map<String, String> reference(int levels) {
        Map<String, String> stems = new LinkedHashMap<>();
        for (int k = 1; k <= levels; k++) {
            referenceBlock(stems, k == levels ? "bottleneck" : "encoder" + k, "conv" + k);
            if (k < levels) {
                referenceBlock(stems, "decoder" + k, "conv" + (2 * levels - k));
                String theirs = "attn" + (levels - k);
                put(stems, "gate" + k, theirs, ".W_x", ".W_x", ".W_g", ".W_g", ".psi", ".psi");
                put(stems, "gate" + k, theirs, ".aggregate", ".aggragate", ".W.conv", ".W.0", ".W.bn", ".W.1");
            }
        }
        put(stems, "ds2", "dsh1", ".conv", ".dsh.0");
        put(stems, "ds3", "dsh2", ".conv", ".dsh.0");
        return stems;
    }

    /** Pairs of parts of one module: ours, theirs, ours, theirs … */
    private static void put(Map<String, String> stems, String ours, String theirs, String... parts) {
        for (int n = 0; n < parts.length; n += 2) {
            stems.put(ours + parts[n], theirs + parts[n + 1]);
        }
    }

    private static void referenceBlock(Map<String, String> stems, String ours, String theirs) {
        put(stems, ours, theirs + ".conv", ".conv1", ".0", ".bn1", ".1", ".conv2", ".3", ".bn2", ".4");
    }

    private static void paperBlock(Map<String, String> stems, String ours, String theirs) {
        put(stems, ours, theirs, ".conv1", ".conv1.0", ".bn1", ".conv1.1", ".conv2", ".conv2.0", ".bn2", ".conv2.1");
    }

    /** As {@link #reference}, of the paper's network. */
    static Map<String, String> paper() {
        Map<String, String> stems = new LinkedHashMap<>();
        for (int k = 1; k < PAPER_LEVELS; k++) {
            paperBlock(stems, "encoder" + k, "conv" + k);
            paperBlock(stems, "decoder" + k, "up_concat" + k + ".conv");
            put(stems, "ds" + k, "dsv" + k, ".conv", k == 1 ? "" : ".dsv.0");
            if (k > 1) {
                paperGate(stems, "gate" + k, "attentionblock" + k);
            }
        }
        paperBlock(stems, "bottleneck", "center");
        put(stems, "gating", "gating.conv1", ".conv", ".0", ".bn", ".1");
        put(stems, "final", "final", "", "");
        return stems;
    }

    private static void paperGate(Map<String, String> stems, String ours, String theirs) {
        for (int n = 1; n <= 2; n++) {
            String block = theirs + ".gate_block_" + n;
            put(stems, ours + "." + n, block, ".W_x", ".theta", ".W_g", ".phi", ".psi", ".psi");
            put(stems, ours + "." + n, block, ".W.conv", ".W.0", ".W.bn", ".W.1");
        }
        put(stems, ours + ".combine", theirs + ".combine_gates", ".conv", ".0", ".bn", ".1");
    }
}
