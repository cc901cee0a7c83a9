package org.attunet.train;

/** How the learning rate falls, as a share of its highest value. */
public enum Schedule {
    /** Not at all. */
    CONSTANT {
        @Override
        double share(double progress, double finalShare) {
            return 1;
        }
    },
    /** In a straight line. */
    LINEAR {
        @Override
        double share(double progress, double finalShare) {
            return 1 - progress * (1 - finalShare);
        }
    },
    /** By the power 0.9 of what is left, as nnU-Net does. */
    POLYNOMIAL {
        @Override
        double share(double progress, double finalShare) {
            return finalShare + (1 - finalShare) * Math.pow(1 - progress, 0.9);
        }
    },
    /** Along half a cosine. */
    COSINE {
        @Override
        double share(double progress, double finalShare) {
            return finalShare + (1 - finalShare) * (1 + Math.cos(Math.PI * progress)) / 2;
        }
    },
    /** Four equal stretches, each at {@code finalShare^(1/3)} of the one before. */
    STEP {
        @Override
        double share(double progress, double finalShare) {
            return Math.pow(finalShare, Math.min(3, Math.floor(progress * 4)) / 3);
        }
    };

    /**
     * What is left of the rate.
     *
     * @param progress 0 in the first step, 1 in the last
     * @param finalShare share in the last step
     */
    abstract double share(double progress, double finalShare);
}
