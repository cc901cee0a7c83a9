package org.attunet.experiments.settings;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** How settings are spelled: {@code learningRate} and {@code DICE_CE} become {@code learning-rate} and {@code dice-ce}. */
public final class Names {
    private Names() {}

    /** A record component's name in YAML. */
    public static String kebab(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /** An enum constant's name in YAML. */
    public static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What an experiment or sweep is called after its file: without ending and marks above letters, anything but letters, digits,
     * dots and dashes as a dash.
     */
    public static String ofFile(String file) {
        return Normalizer.normalize(file.replaceFirst("\\.ya?ml$", ""), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceFirst("^[._-]+", "");
    }

    /** The known name that a mistyped one most likely meant; empty where none is near. */
    public static Optional<String> nearest(String mistyped, Collection<String> known) {
        return known.stream()
                .filter(name -> mistyped.length() >= 3 && name.startsWith(mistyped))
                .findFirst()
                .or(() -> known.stream()
                        .min(Comparator.comparingInt(name -> distance(mistyped, name)))
                        .filter(name -> distance(mistyped, name) <= Math.max(2, name.length() / 3)));
    }

    /** Insertions, deletions, replacements and swaps of neighbours that turn one name into the other. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(a, b, d, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(String a, String b, int[][] d, int i, int j) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(d[i - 1][j - 1] + same, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
