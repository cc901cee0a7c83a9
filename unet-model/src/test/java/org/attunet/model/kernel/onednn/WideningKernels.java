package org.attunet.model.kernel.onednn;

import org.attunet.model.kernel.Convolution;
import org.attunet.model.kernel.Epilogue;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;

/**
 * Kernels that keep bfloat16 on any processor: what a processor that multiplies it comes to, up to the order of sums. In this program it
 * would be no way to compute: it takes longer than float, and nine tenths of its memory.
 */
public final class WideningKernels extends OneDnnKernels {
    private final Dnn floats = Dnn.create(Kept.FLOAT);

    /** With memory of their own. */
    public WideningKernels() {
        super(Kept.BFLOAT16);
    }

    @Override
    public Convolution<Voxels> convolution(Shape in, int out, Stencil stencil, long rowLength, Epilogue epilogue) {
        return new WideningConvolution(floats, in, out, stencil, rowLength, epilogue);
    }

    @Override
    public void close() {
        floats.close();
        super.close();
    }
}
