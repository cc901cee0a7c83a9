package org.attunet.model.kernel;

/**
 * What a convolution does with its sums before it writes them.
 *
 * @param biased adds a bias by channel
 * @param adds adds what the output held before
 * @param slope of the activation below zero; 1 for none
 */
public record Epilogue(boolean biased, boolean adds, double slope) {
    /** Nothing but the bias, as in training. */
    public static final Epilogue BIAS = new Epilogue(true, false, 1);

    /** Nothing at all. */
    public static final Epilogue PLAIN = new Epilogue(false, false, 1);
}
