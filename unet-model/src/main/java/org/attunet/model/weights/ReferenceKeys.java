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
            String[] parts = {".conv.0", ".conv.1", ".conv.3", ".conv.4"};
            block(stems, k == levels ? "bottleneck" : "encoder" + k, "conv" + k, parts);
            if (k < levels) {
                block(stems, "decoder" + k, "conv" + (2 * levels - k), parts);
                String theirs = "attn" + (levels - k);
                for (String part : new String[] {"W_x", "W_g", "psi"}) {
                    stems.put("gate" + k + "." + part, theirs + "." + part);
                }
                stems.put("gate" + k + ".aggregate", theirs + ".aggragate");
                stems.put("gate" + k + ".W.conv", theirs + ".W.0");
                stems.put("gate" + k + ".W.bn", theirs + ".W.1");
            }
        }
        stems.put("ds2.conv", "dsh1.dsh.0");
        stems.put("ds3.conv", "dsh2.dsh.0");
        return stems;
    }

    private static void block(Map<String, String> stems, String ours, String theirs, String[] parts) {
        stems.put(ours + ".conv1", theirs + parts[0]);
        stems.put(ours + ".bn1", theirs + parts[1]);
        stems.put(ours + ".conv2", theirs + parts[2]);
        stems.put(ours + ".bn2", theirs + parts[3]);
    }

    /** As {@link #reference}, of the paper's network. */
    static Map<String, String> paper() {
        Map<String, String> stems = new LinkedHashMap<>();
        String[] parts = {".conv1.0", ".conv1.1", ".conv2.0", ".conv2.1"};
        for (int k = 1; k < PAPER_LEVELS; k++) {
            block(stems, "encoder" + k, "conv" + k, parts);
            block(stems, "decoder" + k, "up_concat" + k + ".conv", parts);
            stems.put("ds" + k + ".conv", k == 1 ? "dsv1" : "dsv" + k + ".dsv.0");
            if (k > 1) {
                paperGate(stems, k);
            }
        }
        block(stems, "bottleneck", "center", parts);
        stems.put("gating.conv", "gating.conv1.0");
        stems.put("gating.bn", "gating.conv1.1");
        stems.put("final", "final");
        return stems;
    }

    private static void paperGate(Map<String, String> stems, int k) {
        String theirs = "attentionblock" + k;
        for (int n = 1; n <= 2; n++) {
            String gate = "gate" + k + "." + n;
            String block = theirs + ".gate_block_" + n;
            stems.put(gate + ".W_x", block + ".theta");
            stems.put(gate + ".W_g", block + ".phi");
            stems.put(gate + ".psi", block + ".psi");
            stems.put(gate + ".W.conv", block + ".W.0");
            stems.put(gate + ".W.bn", block + ".W.1");
        }
        stems.put("gate" + k + ".combine.conv", theirs + ".combine_gates.0");
        stems.put("gate" + k + ".combine.bn", theirs + ".combine_gates.1");
    }
}
