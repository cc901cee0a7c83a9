package org.attunet.experiments.plan;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import org.attunet.data.volume.Spacing;

/** A layout as an experiment's settings. */
final class LayoutSettings {
    /** Patches of a step; batch norm and memory both live well with two. */
    static final int BATCH = 2;

    private static final int DIGITS = 4;

    private LayoutSettings() {}

    /** For {@code --set}. */
    static List<String> assignments(Layout layout) {
        return List.of(
                "data.spacing=" + text(layout.spacing()),
                "data.minimum=none",
                "data.patch=" + Arrays.toString(layout.patch().toArray()),
                "data.crops-per-volume=1",
                "network.widths=" + layout.widths(),
                "training.batch=" + BATCH,
                "inference.batch=1");
    }

    static String text(Spacing spacing) {
        return "[" + digits(spacing.x()) + ", " + digits(spacing.y()) + ", " + digits(spacing.z()) + "]";
    }

    private static String digits(double millimetres) {
        return new BigDecimal(millimetres)
                .round(new MathContext(DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }
}
