package org.attunet.model.kernel.cuda;

import java.util.Arrays;
import java.util.Locale;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;

/** A convolution of activations [N, X, Y, Z, I'] by weights [O', k³, I'], all kept in the device's precision, without bias. */
interface PaddedConvolution {
    /**
     * What one is made for.
     *
     * @param in size of the input; its channels are a multiple of 8
     * @param out output channels, a multiple of 8
     * @param stencil where the kernel goes
     */
    record Size(Shape in, int out, Stencil stencil) {
        public Size {
            if (in.channels() % 8 != 0 || out % 8 != 0) {
                throw new IllegalArgumentException(
                        "channels must be multiples of 8, found " + in.channels() + " and " + out);
            }
        }

        /** What is computed of it, for people and to be kept. */
        String operation(String what) {
            return what.toLowerCase(Locale.ROOT) + " of " + Arrays.toString(in.dimensions()) + " to " + out
                    + " channels, kernel " + stencil.edge() + ", stride " + stencil.stride() + ", padding "
                    + stencil.padding();
        }

        /** Size of the output. */
        Shape output() {
            return stencil.output(in, out);
        }

        int taps() {
            return stencil.taps();
        }

        /** Numbers of the weights. */
        long weights() {
            return out * stencil.rowLength(in.channels());
        }
    }

    /** Fills {@code y}. */
    void forward(long x, long weights, long y);

    /** Whether {@link #activated} is there for such an activation. */
    boolean canActivate(float slope);

    /**
     * Fills {@code y} with {@code max(s, slope · s)} of the sums s and their bias, in one go.
     *
     * @param bias address of floats, one for each channel of the output
     */
    void activated(long x, long weights, long bias, float slope, long y);

    /** Fills the gradient by the input. */
    void data(long dy, long weights, long dx);

    /** Fills the gradient by the weights. */
    void filter(long x, long dy, long dw);
}
