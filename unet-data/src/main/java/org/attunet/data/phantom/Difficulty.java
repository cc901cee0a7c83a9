package org.attunet.data.phantom;

import java.util.Locale;

/** How hard the pancreas is to find. */
public enum Difficulty {
    /** Organs differ in HU, little movement: a first check that anything learns at all. */
    EASY(45, 8, 5, 8, 4, 3, 2.5),
    /** Neighbours within a few HU of the pancreas: what the demo trains on. */
    MEDIUM(6, 14, 10, 20, 8, 7, 1.5),
    /** No contrast but that of the fat between the organs, strong noise, large movement. */
    HARD(0, 20, 14, 28, 11, 10, 0.5);

    /** Contrast in HU from which on vessels and solid organs are enhanced as well. */
    private static final double ENHANCED = 20;

    private final double contrast;
    private final double noise;
    private final double poseDegrees;
    private final double poseMillimetres;
    private final double warp;
    private final int bowelLoops;
    private final double fatGap;

    Difficulty(
            double contrast,
            double noise,
            double poseDegrees,
            double poseMillimetres,
            double warp,
            int bowelLoops,
            double fatGap) {
        this.contrast = contrast;
        this.noise = noise;
        this.poseDegrees = poseDegrees;
        this.poseMillimetres = poseMillimetres;
        this.warp = warp;
        this.bowelLoops = bowelLoops;
        this.fatGap = fatGap;
    }

    /** HU between the pancreas and the hollow organs around it. */
    public double contrast() {
        return contrast;
    }

    /** Standard deviation of the noise in HU. */
    public double noise() {
        return noise;
    }

    double poseDegrees() {
        return poseDegrees;
    }

    double poseMillimetres() {
        return poseMillimetres;
    }

    double warp() {
        return warp;
    }

    int bowelLoops() {
        return bowelLoops;
    }

    double fatGap() {
        return fatGap;
    }

    /** 1 where vessels, liver, spleen and kidneys take up contrast agent, else 0. */
    double enhancement() {
        return contrast >= ENHANCED ? 1 : 0;
    }

    /** The name users type: {@code easy}, {@code medium} or {@code hard}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The difficulty of that {@link #key()}. */
    public static Difficulty parse(String key) {
        for (Difficulty difficulty : values()) {
            if (difficulty.key().equals(key)) {
                return difficulty;
            }
        }
        throw new IllegalArgumentException("difficulty is easy, medium or hard, not " + key);
    }
}
